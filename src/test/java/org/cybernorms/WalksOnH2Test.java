package org.cybernorms;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class WalksOnH2Test extends WalksSuite {}
