package org.cybernorms;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.cybernorms.support.WithMail;

@QuarkusTest
@TestProfile(WithMail.class)
class RequestsOnH2Test extends RequestsSuite {}
