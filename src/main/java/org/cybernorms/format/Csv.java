package org.cybernorms.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.cybernorms.http.CurrentQuery;
import org.cybernorms.http.JsonEntity;

/** Lists, views and matrices as CSV (RFC 4180) with a header line: the {@code items} of the answer, a line each. */
@Provider
@Produces(Csv.TYPE)
class Csv implements MessageBodyWriter<Object> {

    static final String TYPE = "text/csv";

    /** What a spreadsheet takes for a formula (OWASP, CSV injection): signs of any width, also after blanks. */
    private static final Pattern FORMULA = Pattern.compile(
            "^([\\s\\p{Z}\\p{Cf}]*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20\\uFE66\\uFE62\\uFE63\\uFE6B]|[\\t\\r\\n])");

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();

    private final ObjectMapper json;
    private final Columns columns;
    private final CurrentQuery query;

    Csv(ObjectMapper json, Columns columns, CurrentQuery query) {
        this.json = json;
        this.columns = columns;
        this.query = query;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return media.isCompatible(MediaType.valueOf(TYPE)) && media.getType().equals("text");
    }

    @Override
    public void writeTo(
            Object page,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException, WebApplicationException {
        headers.putSingle(HttpHeaders.CONTENT_TYPE, TYPE + "; charset=utf-8; header=present");
        JsonNode tree = page instanceof JsonEntity entity ? entity.tree() : json.valueToTree(page);
        String name = page instanceof JsonEntity entity
                ? entity.schema()
                : page.getClass().getSimpleName();
        JsonNode items = tree.path("items");
        List<Columns.Column> of = columns.of(name, tree);
        CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator("\r\n");
        of.forEach(column -> schema.addColumn(column.name()));
        if (query.shape().byteOrderMark()) {
            out.write(BYTE_ORDER_MARK.getBytes(StandardCharsets.UTF_8));
        }
        try (SequenceWriter writer = CSV.writer(schema.build()).writeValues(out)) {
            for (JsonNode item : items) {
                Map<String, String> line = new TreeMap<>();
                of.forEach(column -> line.put(column.name(), cell(column.value(item))));
                writer.write(line);
            }
        }
    }

    /** A cell: a text as it is, unless it begins like a formula; lists of values joined; what has members as JSON. */
    private static String cell(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isTextual()) {
            return guarded(value.textValue());
        }
        if (value.isArray() && !value.isEmpty() && value.get(0).isValueNode()) {
            StringBuilder joined = new StringBuilder();
            value.forEach(part -> joined.append(joined.isEmpty() ? "" : " | ").append(part.asText()));
            return guarded(joined.toString());
        }
        return value.isContainerNode() ? (value.isEmpty() ? "" : value.toString()) : value.asText();
    }

    private static String guarded(String text) {
        return FORMULA.matcher(text).find() ? "'" + text : text;
    }
}
