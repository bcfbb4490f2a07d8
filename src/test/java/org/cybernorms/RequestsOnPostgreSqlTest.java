package org.cybernorms;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.cybernorms.support.WithMail;

@QuarkusTest
@TestProfile(WithMail.OnPostgreSql.class)
class RequestsOnPostgreSqlTest extends RequestsSuite {}
