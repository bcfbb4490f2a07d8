package org.cybernorms;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class RegisterOnH2Test extends RegisterSuite {}
