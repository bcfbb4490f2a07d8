package org.cybernorms.support;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Runs a test on a register of its own, to which no other test has written. */
public final class Untouched implements QuarkusTestProfile {}
