package org.cybernorms.citation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cybernorms.api.model.CheckResult;
import org.cybernorms.api.model.CheckedCitation;
import org.cybernorms.api.model.DocumentContent;
import org.jspecify.annotations.Nullable;

/** Checks citations against registered contents, for one request; each content is looked up once. */
final class CitationChecker {

    private final ContentStore contents;
    private final Map<String, Optional<DocumentContent>> known = new HashMap<>();
    private final Map<String, Optional<RegisteredText>> texts = new HashMap<>();

    CitationChecker(ContentStore contents) {
        this.contents = contents;
    }

    /** The citations in a record, each with its pointer; all of them, or those of one document. */
    List<CheckedCitation> citations(String address, JsonNode record, @Nullable String document) {
        List<CheckedCitation> found = new ArrayList<>();
        walk(record, "", null, document, found);
        found.forEach(checked -> checked.record("/v1/" + address));
        return found;
    }

    private void walk(
            JsonNode node,
            String pointer,
            @Nullable String words,
            @Nullable String document,
            List<CheckedCitation> found) {
        if (node.has("locator") && node.has("document")) {
            String of = node.path("document").asText();
            if (document == null || document.equals(of)) {
                found.add(check(of, node.path("locator").asText(), words).pointer(pointer));
            }
            return;
        }
        String official = node.has("citation") ? node.path("text").textValue() : null;
        node.properties()
                .forEach(member -> walk(member.getValue(), pointer + "/" + member.getKey(), official, document, found));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            walk(node.get(i), pointer + "/" + i, null, document, found);
        }
    }

    CheckedCitation check(String document, String locator, @Nullable String words) {
        CheckedCitation checked = new CheckedCitation()
                .document(document)
                .locator(locator)
                .place(CheckResult.NOT_CHECKED)
                .words(CheckResult.NOT_CHECKED);
        Optional<DocumentContent> content = content(document);
        if (content.isEmpty()) {
            return checked.reason("no registered content that you can read");
        }
        Optional<RegisteredText> readable = text(document, content.get());
        if (readable.isEmpty()) {
            return checked.reason("the PDF exceeds the limits for processing");
        }
        RegisteredText text = readable.get();
        Optional<RegisteredText.Place> place = text.place(locator);
        place.ifPresentOrElse(
                at -> checked.place(text.has(at) ? CheckResult.FOUND : CheckResult.MISSING),
                () -> checked.reason("the locator must name a " + text.unit()));
        if (checked.getPlace() == CheckResult.MISSING) {
            checked.reason("the locator must name one of the " + text.parts().size() + " " + text.unit()
                    + "s of the text that is not empty");
        }
        if (words != null && place.isPresent()) {
            boolean there = text.says(place.get(), words);
            checked.words(there ? CheckResult.FOUND : CheckResult.MISSING);
            if (!there && text.says(words)) {
                checked.reason("the words are elsewhere in the text");
            }
        }
        return checked;
    }

    /** The content of a document, if there is one that the caller may read. */
    Optional<DocumentContent> content(String document) {
        return known.computeIfAbsent(document, contents::readable);
    }

    /** Whether there is no content, or one that can be read within the limits. */
    boolean isReadable(String document) {
        return content(document)
                .map(content -> text(document, content).isPresent())
                .orElse(true);
    }

    private Optional<RegisteredText> text(String document, DocumentContent content) {
        return texts.computeIfAbsent(document, none -> contents.text(content));
    }
}
