package org.cybernorms.citation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.cybernorms.citation.PdfFile.deflated;
import static org.cybernorms.citation.PdfFile.latin;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.FilterFactory;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.cybernorms.http.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** PDFs that are built to break their reader cost a bounded time, and are refused for a reason. */
class PdfReaderTest {

    private static final String FLATE = "/Filter/FlateDecode";
    private static final String DECOMPRESSED = "has more than 200 MiB when its streams are decompressed";
    private static final String MEMORY = "exceeds the memory limit for processing";
    private static final String TIME = "takes more than 2 seconds to process";
    private static final int MIB = 1 << 20;

    private final PdfReader reader = new PdfReader(Duration.ofSeconds(30));

    @AfterEach
    void stop() {
        reader.stop();
    }

    static Stream<Arguments> tooLarge() throws IOException {
        String form = "/Type/ObjStm/N 1/First 4" + FLATE;
        return Stream.of(
                Arguments.of("zeros", page(FLATE, deflated("", "\0", 2_000 * MIB, "")), DECOMPRESSED),
                Arguments.of(
                        "two filters",
                        page("/Filter[/FlateDecode/RunLengthDecode]", deflated("", "\u0081 ", 20_000_000, "")),
                        DECOMPRESSED),
                Arguments.of(
                        "one stream for many pages",
                        PdfFile.pages(1_000, FLATE, deflated("", " ", MIB, "")).bytes(),
                        DECOMPRESSED),
                Arguments.of("objects in a stream", inStream(form, deflated("4 0 ", " ", 400 * MIB, "")), DECOMPRESSED),
                Arguments.of(
                        "places in a stream",
                        new PdfFile()
                                .object("<</Type/Catalog/Pages 3 0 R>>")
                                .bytesWithStreamOfPlaces(FLATE, deflated("", "\0", 400 * MIB, "")),
                        DECOMPRESSED),
                Arguments.of(
                        "an array in a page",
                        page(FLATE, deflated("BT /F 1 Tf [", "[]", 50_000_000, "] TJ ET")),
                        MEMORY),
                Arguments.of(
                        "an array in an object",
                        inStream(form, deflated("4 0 <</Type/Pages/Count 1/X[", "[]", 50_000_000, "]>>")),
                        MEMORY),
                Arguments.of(
                        "an array in the file",
                        new PdfFile()
                                .object("<</Type/Catalog/Pages 2 0 R/X[" + "[]".repeat(9_000_000) + "]>>")
                                .bytes(),
                        MEMORY),
                Arguments.of(
                        "characters on a page",
                        page(FLATE, deflated("BT /F 1 Tf ", "(a) Tj ", 1_000_000, "ET")),
                        "has more than 200000 characters on a page"),
                Arguments.of(
                        "characters",
                        PdfFile.pages(110, FLATE, deflated("BT /F 1 Tf (", "a", 2_000, ") Tj ET")).stream(
                                        "", latin("""
                                        begincmap
                                        1 begincodespacerange
                                        <00> <ff>
                                        endcodespacerange
                                        1 beginbfchar
                                        <61> <%s>
                                        endbfchar
                                        endcmap
                                        """.formatted("0062".repeat(95))))
                                .bytes(),
                        "has more than 20000000 characters"),
                Arguments.of("pages", PdfFile.pages(10_001, "", latin("q Q")).bytes(), "has more than 10000 pages"));
    }

    private static byte[] page(String dictionary, byte[] content) {
        return PdfFile.pages(1, dictionary, content).bytes();
    }

    /** Object 4, in a stream, is the tree of pages. */
    private static byte[] inStream(String dictionary, byte[] objects) throws IOException {
        return new PdfFile()
                .object("<</Type/Catalog/Pages 4 0 R>>").stream(dictionary, objects)
                        .bytesWithStreamOfPlaces(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void tooLarge(String name, byte[] pdf, String fault) {
        assertThat(pdf.length).isLessThan(20 * MIB);
        assertThatThrownBy(() -> reader.pages(pdf))
                .isInstanceOf(PdfLimits.Exceeded.class)
                .hasMessage(fault);
    }

    /** Each form shows the next one three times, 3^40 in all. */
    private static byte[] forms() {
        String shown = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]";
        PdfFile pdf = new PdfFile()
                        .object("<</Type/Catalog/Pages 2 0 R>>")
                        .object("<</Type/Pages/Count 1/Kids[3 0 R]>>")
                        .object("<</Type/Page/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>")
                        .stream("", latin("/X Do"));
        for (int i = 0; i < 40; i++) {
            pdf.stream(shown + "/Resources<</XObject<</X " + (6 + i) + " 0 R>>>>", latin("/X Do /X Do /X Do "));
        }
        return pdf.stream(shown, latin("q Q")).bytes();
    }

    @Test
    void whatTakesTooLongIsRefusedInTimeAndItsThreadComesFree() {
        PdfReader impatient = new PdfReader(Duration.ofSeconds(2));
        byte[] forms = forms();
        for (int i = 0; i < 4; i++) { // more than are read at once
            long begin = System.nanoTime();
            assertThatThrownBy(() -> impatient.pages(forms))
                    .isInstanceOf(PdfLimits.Exceeded.class)
                    .hasMessage(TIME);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(6));
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> readers().noneMatch(PdfReaderTest::works));
        impatient.stop();
    }

    private static Stream<Thread> readers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("pdf-reader"));
    }

    private static boolean works(Thread thread) {
        return Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith("org.apache.pdfbox"));
    }

    @Test
    void whoComesWhenTooManyWaitIsAskedToComeBack() throws Exception {
        PdfReader slow = new PdfReader(Duration.ofSeconds(5));
        byte[] forms = forms();
        ExecutorService callers = Executors.newCachedThreadPool();
        List<Future<String>> answers = IntStream.range(0, 20)
                .mapToObj(i -> callers.submit(() -> answer(slow, forms)))
                .toList();
        List<String> all = new ArrayList<>();
        for (Future<String> answer : answers) {
            all.add(answer.get());
        }
        assertThat(all)
                .contains("The maximum number of PDFs is being processed.", "takes more than 5 seconds to process")
                .containsOnly("The maximum number of PDFs is being processed.", "takes more than 5 seconds to process");
        callers.shutdownNow();
        slow.stop();
    }

    private static String answer(PdfReader reader, byte[] pdf) {
        try {
            return reader.pages(pdf).toString();
        } catch (ProblemException | PdfLimits.Exceeded | IOException e) {
            return e.getMessage();
        }
    }

    @Test
    void aDeepTreeOfPagesIsNoPdf() {
        PdfFile pdf = new PdfFile().object("<</Type/Catalog/Pages 2 0 R>>");
        for (int i = 0; i < 50_000; i++) {
            pdf.object("<</Type/Pages/Count 1/Kids[" + (3 + i) + " 0 R]>>");
        }
        byte[] deep = pdf.object("<</Type/Page/MediaBox[0 0 9 9]>>").bytes();
        assertThatThrownBy(() -> reader.pages(deep)).isInstanceOf(IOException.class);
    }

    @Test
    void everyPageHasItsTextAlsoTheEmptyOne() throws IOException {
        PdfFile pdf = new PdfFile()
                        .object("<</Type/Catalog/Pages 2 0 R>>")
                        .object("<</Type/Pages/Count 3/Kids[3 0 R 4 0 R 5 0 R]>>")
                        .object("<</Type/Page/MediaBox[0 0 600 800]/Contents 6 0 R/Resources<</Font<</F 8 0 R>>>>>>")
                        .object("<</Type/Page/MediaBox[0 0 600 800]>>")
                        .object(
                                "<</Type/Page/MediaBox[0 0 600 800]/Contents[7 0 R 6 0 R]/Resources<</Font<</F 8 0 R>>>>>>")
                        .stream("", latin("BT /F 12 Tf 9 9 Td (First page) Tj ET "))
                        .stream(FLATE, deflated("BT /F 12 Tf 9 90 Td (Last page) Tj ET ", "", 0, ""))
                        .object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
        assertThat(reader.pages(pdf.bytes()).stream().map(String::strip))
                .containsExactly("First page", "", "Last page\nFirst page");
    }

    @Test
    void aPdfThatAnybodyMayOpenIsReadAlthoughItIsEncrypted() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        byte[] words = latin("BT /F 12 Tf 9 9 Td (Closed to change) Tj ET ");
        FilterFactory.INSTANCE
                .getFilter(COSName.LZW_DECODE) // it fails where it meets encrypted bytes
                .encode(new ByteArrayInputStream(words), compressed, new COSDictionary(), 0);
        byte[] plain = page("/Filter/LZWDecode", compressed.toByteArray());
        ByteArrayOutputStream encrypted = new ByteArrayOutputStream();
        try (PDDocument pdf = Loader.loadPDF(plain)) {
            StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", "", new AccessPermission());
            policy.setEncryptionKeyLength(256);
            pdf.protect(policy);
            pdf.save(encrypted);
        }
        assertThat(reader.pages(encrypted.toByteArray()))
                .singleElement()
                .asString()
                .startsWith("Closed to change");
    }
}
