package org.cybernorms;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.cybernorms.support.PostgreSql;
import org.junit.jupiter.api.Order;

@QuarkusTest
@TestProfile(PostgreSql.class)
@Order(QuestionsSuite.BEFORE_OTHERS_WRITE)
class QuestionsOnPostgreSqlTest extends QuestionsSuite {}
