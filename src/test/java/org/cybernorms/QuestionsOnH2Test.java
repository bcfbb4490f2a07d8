package org.cybernorms;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Order;

@QuarkusTest
@Order(QuestionsSuite.BEFORE_OTHERS_WRITE)
class QuestionsOnH2Test extends QuestionsSuite {}
