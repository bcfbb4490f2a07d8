import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the contract as JSON: a start reads it in a tenth of the time that YAML takes.
 * Run by the build: {@code java -cp … ContractJson.java openapi.yaml openapi.json}.
 */
class ContractJson {

    public static void main(String[] files) throws IOException {
        Path json = Path.of(files[1]);
        Files.createDirectories(json.getParent());
        new JsonMapper().writeValue(json.toFile(), new YAMLMapper().readTree(Path.of(files[0]).toFile()));
    }
}
