package org.cybernorms;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.cybernorms.support.Untouched;

@QuarkusTest
@TestProfile(Untouched.class)
class QuestionsOnH2Test extends QuestionsSuite {}
