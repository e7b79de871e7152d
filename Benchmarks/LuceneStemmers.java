import java.io.*;
import java.nio.charset.StandardCharsets;
import org.apache.lucene.analysis.fr.FrenchLightStemmer;
import org.apache.lucene.analysis.fr.FrenchMinimalStemmer;

/** Writes the stem that Lucene's `light` or `minimal` French stemmer gives each line of standard input. */
class LuceneStemmers {
    private interface Stemmer { int stem(char[] word, int length); }

    public static void main(String[] arguments) throws IOException {
        Stemmer stemmer = arguments[0].equals("light")
            ? new FrenchLightStemmer()::stem : new FrenchMinimalStemmer()::stem;
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var output = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
        for (String line; (line = input.readLine()) != null;) {
            char[] word = line.toLowerCase(java.util.Locale.FRENCH).toCharArray();
            output.println(new String(word, 0, stemmer.stem(word, word.length)));
        }
        output.flush();
    }
}
