package org.cybernorms.http;

import com.fasterxml.jackson.databind.JsonNode;

/** An answer that is JSON already, or becomes it when it is needed: a 304 needs none. Other forms are made from its tree. */
public interface JsonEntity {

    /** The name of its schema in the contract. */
    String schema();

    byte[] json();

    JsonNode tree();

    /** The languages of its texts. */
    LanguageUse languages();
}
