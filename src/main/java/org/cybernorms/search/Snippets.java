package org.cybernorms.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.uhighlight.DefaultPassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.cybernorms.api.model.Snippet;
import org.cybernorms.http.Languages;

/** Excerpts of a hit with the matched words, in the language of the reader first. */
@ApplicationScoped
class Snippets {

    private static final int MOST = 3;
    private static final int PASSAGES = 2;

    private final SearchIndex index;
    private final Languages languages;

    Snippets(SearchIndex index, Languages languages) {
        this.index = index;
        this.languages = languages;
    }

    /** The snippets of each hit, in the order of the hits. */
    List<List<Snippet>> of(IndexSearcher searcher, Query words, ScoreDoc[] hits) throws IOException {
        List<List<Snippet>> all = new ArrayList<>();
        Arrays.stream(hits).forEach(hit -> all.add(new ArrayList<>()));
        List<String> fields = fields();
        Map<String, String[]> passages = UnifiedHighlighter.builder(searcher, index.analyzer())
                .withFormatter(new DefaultPassageFormatter("<mark>", "</mark>", " … ", true))
                .withMaxNoHighlightPassages(0)
                .withFieldMatcher(field -> true)
                .withWeightMatches(false) // words one by one cost half
                .build()
                .highlightFields(
                        fields.toArray(String[]::new),
                        words,
                        Arrays.stream(hits).mapToInt(hit -> hit.doc).toArray(),
                        fields.stream().mapToInt(field -> PASSAGES).toArray());
        for (String field : fields) {
            String[] found = Objects.requireNonNull(passages.get(field));
            for (int i = 0; i < hits.length; i++) {
                String html = found[i];
                if (html != null && all.get(i).size() < MOST) {
                    all.get(i)
                            .add(new Snippet()
                                    .language(field.substring(field.indexOf('_') + 1))
                                    .html(html));
                }
            }
        }
        return all;
    }

    private List<String> fields() {
        Set<String> order = new LinkedHashSet<>(languages.prefer(Analysis.LANGUAGES));
        order.addAll(Analysis.LANGUAGES);
        order.add(Analysis.OTHER);
        return order.stream().map(language -> Analysis.TEXT + language).toList();
    }
}
