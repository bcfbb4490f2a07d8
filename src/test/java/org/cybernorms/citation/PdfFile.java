package org.cybernorms.citation;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes PDFs object by object, also such as no program would write. */
final class PdfFile {

    private static final String PAGE =
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 3 0 R" + "/Resources<</Font<</F 4 0 R>>>>>>";

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final List<Integer> offsets = new ArrayList<>();

    PdfFile() {
        text("%PDF-1.5\n");
    }

    /** Pages that share one stream, with a font F; the next object that is added may say what its characters are. */
    static PdfFile pages(int pages, String dictionary, byte[] content) {
        PdfFile pdf = new PdfFile();
        pdf.object("<</Type/Catalog/Pages 2 0 R>>");
        StringBuilder kids = new StringBuilder();
        for (int i = 0; i < pages; i++) {
            kids.append(5 + i).append(" 0 R ");
        }
        pdf.object("<</Type/Pages/Count " + pages + "/Kids[" + kids + "]>>");
        pdf.stream(dictionary, content);
        pdf.object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode " + (5 + pages) + " 0 R>>");
        for (int i = 0; i < pages; i++) {
            pdf.object(PAGE);
        }
        return pdf;
    }

    PdfFile object(String body) {
        begin();
        text(body + "\nendobj\n");
        return this;
    }

    PdfFile stream(String dictionary, byte[] data) {
        begin();
        text("<<" + dictionary + "/Length " + data.length + ">>\nstream\n");
        file.writeBytes(data);
        text("\nendstream\nendobj\n");
        return this;
    }

    private void begin() {
        offsets.add(file.size());
        text(offsets.size() + " 0 obj\n");
    }

    byte[] bytes() {
        int at = file.size();
        text("xref\n0 " + (offsets.size() + 1) + "\n0000000000 65535 f \n");
        offsets.forEach(offset -> text("%010d 00000 n \n".formatted(offset)));
        text("trailer\n<</Size " + (offsets.size() + 1) + "/Root 1 0 R>>\nstartxref\n" + at + "\n%%EOF\n");
        return file.toByteArray();
    }

    /**
     * With the places of objects in a stream, as PDF 1.5 has it.
     *
     * @param compressed how many objects, after those that were written, are in the stream that is object 2
     */
    byte[] bytesWithStreamOfPlaces(int compressed) throws IOException {
        ByteArrayOutputStream places = new ByteArrayOutputStream();
        DataOutputStream rows = new DataOutputStream(places);
        int at = file.size();
        offsets.add(at);
        row(rows, 0, 0);
        for (int offset : offsets) {
            row(rows, 1, offset);
        }
        for (int i = 0; i < compressed; i++) {
            row(rows, 2, 2);
        }
        return stream(places.toByteArray(), "", at, offsets.size() + 1 + compressed);
    }

    byte[] bytesWithStreamOfPlaces(String filter, byte[] places) {
        offsets.add(file.size());
        return stream(places, filter, file.size(), offsets.size() + 1);
    }

    private byte[] stream(byte[] places, String filter, int at, int size) {
        text(offsets.size() + " 0 obj\n<</Type/XRef/Size " + size + "/W[1 4 2]/Root 1 0 R" + filter + "/Length "
                + places.length + ">>\nstream\n");
        file.writeBytes(places);
        text("\nendstream\nendobj\nstartxref\n" + at + "\n%%EOF\n");
        return file.toByteArray();
    }

    private static void row(DataOutputStream rows, int type, int value) throws IOException {
        rows.write(type);
        rows.writeInt(value);
        rows.writeShort(0);
    }

    private void text(String text) {
        file.writeBytes(latin(text));
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] deflated(String before, String again, int times, String after) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(out, new Deflater(Deflater.BEST_COMPRESSION))) {
            deflated.write(latin(before));
            byte[] block = latin(again.repeat(1_000));
            for (int i = 0; i < times / 1_000; i++) {
                deflated.write(block);
            }
            deflated.write(latin(after));
        }
        return out.toByteArray();
    }
}
