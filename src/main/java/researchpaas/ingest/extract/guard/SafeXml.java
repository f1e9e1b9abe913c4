package researchpaas.ingest.extract.guard;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/// The one place where XML parsers are made. They open no other file and no address, whatever a
/// document asks for, and expand no entity that a document defines beyond the JDK's limits. Always
/// the JDK's own parsers, not whichever a library puts on the class path.
public final class SafeXml {
    /// No document that people write is nested deeper; what reads it may recurse.
    private static final int DEEPEST = 1_000;

    private SafeXml() {}

    /// Pulls. Document types are passed over, so an entity that one defines is an error.
    ///
    /// @throws IOException when it is no XML
    public static XMLStreamReader reader(InputStream in) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty("jdk.xml.maxElementDepth", DEEPEST);
        factory.setXMLResolver(
                (publicId, systemId, base, namespace) -> InputStream.nullInputStream());
        try {
            return factory.createXMLStreamReader(in);
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    /// Pushes everything to the handler. External entities are empty; entities that the document
    /// defines are expanded up to the JDK's limits.
    ///
    /// @throws IOException when it is no XML, or beyond a limit
    /// @throws Refusal the one that the handler wrapped in a `SAXException`
    static void parse(InputStream in, DefaultHandler handler) throws IOException, Refusal {
        try {
            parser().parse(in, handler);
        } catch (SAXException e) {
            if (e.getException() instanceof Refusal refusal) {
                throw refusal;
            }
            throw new IOException(e);
        }
    }

    private static SAXParser parser() {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setFeature(
                    "http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            SAXParser parser = factory.newSAXParser();
            parser.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            parser.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            parser.setProperty("jdk.xml.maxElementDepth", Integer.toString(DEEPEST));
            return parser;
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("The JDK's XML parser lacks a guard", e);
        }
    }
}
