package org.cybernorms.citation;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class KeptTextsOnH2Test extends KeptTextsSuite {}
