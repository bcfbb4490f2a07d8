package org.cybernorms;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ContactsOnH2Test extends ContactsSuite {}
