package org.cybernorms.citation;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageTree;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/** Reads the words of each page within limits. */
final class PdfText extends PDFTextStripper {

    private final PdfLimits limits;
    private final StringWriter text = new StringWriter();
    private final List<String> pages = new ArrayList<>();

    private PdfText(PdfLimits limits) {
        this.limits = limits;
    }

    /**
     * The text of each page; a file that is built to break a reader is no PDF for us.
     *
     * @throws PdfLimits.Exceeded where it would cost more than it may
     */
    static List<String> pages(byte[] bytes, PdfLimits limits) throws IOException {
        try (PDDocument pdf = new BoundedPdf(bytes, limits).parse()) {
            return new PdfText(limits).pages(pdf);
        } catch (PdfLimits.Exceeded e) {
            throw e;
        } catch (OutOfMemoryError e) {
            throw new PdfLimits.Exceeded("needs more memory to be read than it may");
        } catch (RuntimeException | StackOverflowError e) {
            throw new IOException("it cannot be read", e);
        }
    }

    private List<String> pages(PDDocument pdf) throws IOException {
        int count = 0;
        for (PDPage ignored : pdf.getPages()) {
            limits.check();
            if (++count > PdfLimits.MOST_PAGES) {
                throw new PdfLimits.Exceeded("has more than " + PdfLimits.MOST_PAGES + " pages");
            }
        }
        setStartPage(0); // pages are not counted, see below
        writeText(pdf, text);
        return pages;
    }

    /** Each page by itself, also one without text. */
    @Override
    protected void processPages(PDPageTree tree) throws IOException {
        for (PDPage page : tree) {
            limits.page();
            if (page.hasContents()) {
                processPage(page);
            }
            pages.add(text.toString());
            text.getBuffer().setLength(0);
        }
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        limits.operator();
        super.processOperator(operator, operands);
    }

    @Override
    protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement) throws IOException {
        limits.check();
        super.showGlyph(matrix, font, code, displacement);
    }

    @Override
    protected void processTextPosition(TextPosition position) {
        limits.characters(position.getUnicode().length());
        super.processTextPosition(position);
    }
}
