package org.cybernorms.citation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSInputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.DecodeOptions;
import org.apache.pdfbox.filter.Filter;
import org.apache.pdfbox.filter.FilterFactory;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessInputStream;
import org.apache.pdfbox.io.RandomAccessOutputStream;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessReadView;
import org.apache.pdfbox.io.RandomAccessReadWriteBuffer;
import org.apache.pdfbox.io.RandomAccessStreamCache;
import org.apache.pdfbox.pdfparser.PDFParser;

/**
 * Parses a PDF within limits. PDFBox decodes a stream as a whole into memory of its own, which no setting bounds; so
 * the document is one whose streams are measured each time before they are decoded.
 */
final class BoundedPdf extends PDFParser {

    BoundedPdf(byte[] bytes, PdfLimits limits) throws IOException {
        this(bytes, limits, IOUtils.createMemoryOnlyStreamCache().create());
    }

    private BoundedPdf(byte[] bytes, PdfLimits limits, RandomAccessStreamCache cache) throws IOException {
        super(new Source(bytes, limits), "", null, null, () -> cache);
        document = new COSDocument(() -> cache, this) {
            @Override
            public COSStream createCOSStream(COSDictionary dictionary, long start, long length) throws IOException {
                COSStream stream = new Stream(cache, createRandomAccessReadView(start, length), limits);
                dictionary.forEach(stream::setItem);
                stream.setKey(dictionary.getKey());
                return stream;
            }
        };
    }

    /** The bytes of the file; whoever reads them, at any place, reads within the limits. */
    private static final class Source extends RandomAccessReadBuffer {

        private final byte[] bytes;
        private final PdfLimits limits;

        Source(byte[] bytes, PdfLimits limits) {
            super(bytes);
            this.bytes = bytes;
            this.limits = limits;
        }

        @Override
        public int read() throws IOException {
            limits.checkSeldom();
            return super.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            limits.check();
            return super.read(into, offset, length);
        }

        @Override
        public RandomAccessReadView createView(long start, long length) {
            return new RandomAccessReadView(new Source(bytes, limits), start, length, true);
        }
    }

    private static final class Stream extends COSStream {

        /** Filters of images, whose size is not that of their bytes. Text is in none. */
        private static final Set<COSName> IMAGES = Set.of(
                COSName.DCT_DECODE,
                COSName.DCT_DECODE_ABBREVIATION,
                COSName.CCITTFAX_DECODE,
                COSName.CCITTFAX_DECODE_ABBREVIATION,
                COSName.JPX_DECODE,
                COSName.JBIG2_DECODE);

        /** No table and no image has longer rows. */
        private static final long LONGEST_ROW = 1 << 20;

        private final PdfLimits limits;

        Stream(RandomAccessStreamCache cache, RandomAccessReadView view, PdfLimits limits) throws IOException {
            super(cache, view);
            this.limits = limits;
        }

        @Override
        public COSInputStream createInputStream(DecodeOptions options) throws IOException {
            requireReadable();
            return super.createInputStream(options);
        }

        @Override
        public RandomAccessRead createView() throws IOException {
            requireReadable();
            RandomAccessRead decoded = super.createView();
            return new RandomAccessReadView(decoded, 0, decoded.length(), true) {
                @Override
                public int read() throws IOException {
                    limits.checkSeldom();
                    return super.read();
                }
            };
        }

        /** All ways to the decoded bytes lead through here. */
        @Override
        public InputStream createRawInputStream() throws IOException {
            if (isReadable()) {
                measure();
            }
            return super.createRawInputStream();
        }

        private void measure() throws IOException {
            List<COSName> filters = filters();
            InputStream input = super.createRawInputStream();
            for (int i = 0; i < filters.size(); i++) {
                Filter filter = FilterFactory.INSTANCE.getFilter(filters.get(i));
                boolean last = i == filters.size() - 1;
                RandomAccessReadWriteBuffer buffer = new RandomAccessReadWriteBuffer();
                OutputStream decoded = last ? OutputStream.nullOutputStream() : new RandomAccessOutputStream(buffer);
                try {
                    filter.decode(input, new Counted(decoded, limits), this, i);
                } catch (IOException e) {
                    return; // it is still encrypted, or the same happens to who decodes it
                }
                buffer.seek(0);
                input = new RandomAccessInputStream(buffer);
            }
        }

        private void requireReadable() throws IOException {
            if (!isReadable()) {
                throw new IOException("it is not text");
            }
        }

        private boolean isReadable() {
            return filters().stream().noneMatch(IMAGES::contains)
                    && dictionaries(getDictionaryObject(COSName.DECODE_PARMS, COSName.DP)).stream()
                            .allMatch(Stream::hasRows);
        }

        private static boolean hasRows(COSDictionary parameters) {
            long bits = (long) parameters.getInt(COSName.BITS_PER_COMPONENT, 8)
                    * Math.min(32, parameters.getInt(COSName.COLORS, 1));
            long columns = parameters.getInt(COSName.COLUMNS, 1);
            return bits >= 0 && columns >= 0 && (columns == 0 || bits <= 8 * LONGEST_ROW / columns);
        }

        private List<COSName> filters() {
            return names(getFilters());
        }

        private static List<COSName> names(COSBase value) {
            List<COSName> names = new ArrayList<>();
            if (value instanceof COSName name) {
                names.add(name);
            } else if (value instanceof COSArray array) {
                for (int i = 0; i < array.size(); i++) {
                    if (array.getObject(i) instanceof COSName name && !names.contains(name)) {
                        names.add(name); // as PDFBox does, each once
                    }
                }
            }
            return names;
        }

        private static List<COSDictionary> dictionaries(COSBase value) {
            List<COSDictionary> dictionaries = new ArrayList<>();
            if (value instanceof COSDictionary dictionary) {
                dictionaries.add(dictionary);
            } else if (value instanceof COSArray array) {
                for (int i = 0; i < array.size(); i++) {
                    if (array.getObject(i) instanceof COSDictionary dictionary) {
                        dictionaries.add(dictionary);
                    }
                }
            }
            return dictionaries;
        }
    }

    /** Counts what a filter decodes, before it is kept. */
    private static final class Counted extends OutputStream {

        private final OutputStream to;
        private final PdfLimits limits;

        Counted(OutputStream to, PdfLimits limits) {
            this.to = to;
            this.limits = limits;
        }

        @Override
        public void write(int b) throws IOException {
            limits.decoded(1);
            to.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            limits.decoded(length);
            to.write(bytes, offset, length);
        }
    }
}
