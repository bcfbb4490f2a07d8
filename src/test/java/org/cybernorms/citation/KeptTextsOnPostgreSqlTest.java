package org.cybernorms.citation;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.cybernorms.support.PostgreSql;

@QuarkusTest
@TestProfile(PostgreSql.class)
class KeptTextsOnPostgreSqlTest extends KeptTextsSuite {}
