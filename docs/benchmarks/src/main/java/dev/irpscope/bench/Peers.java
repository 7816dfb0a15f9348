package dev.irpscope.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.cdt.core.dom.ast.IASTTranslationUnit;
import org.eclipse.cdt.core.dom.ast.gnu.c.GCCLanguage;
import org.eclipse.cdt.core.parser.DefaultLogService;
import org.eclipse.cdt.core.parser.FileContent;
import org.eclipse.cdt.core.parser.IncludeFileContentProvider;
import org.eclipse.cdt.core.parser.ScannerInfo;
import org.treesitter.TSParser;
import org.treesitter.TSTree;
import org.treesitter.TreeSitterC;

/**
 * Parses every C and C++ file and header of a folder, each by itself, on one thread: syntax only,
 * no include is followed, no macro of a header is known. Prints the lines and the seconds.
 */
public final class Peers {
  private Peers() {}

  /** Arguments: {@code tree-sitter} or {@code cdt}, and the folder. */
  public static void main(String[] arguments) throws Exception {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(Path.of(arguments[1]))) {
      files = walk.filter(Files::isRegularFile).filter(Peers::isSource).sorted().toList();
    }
    long start = System.nanoTime();
    long lines = 0;
    long functions = 0;
    for (Path file : files) {
      String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      lines += text.lines().count();
      functions += arguments[0].equals("cdt") ? cdt(file, text) : treeSitter(text);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%s: %d files, %d lines, %.2f s, %.0f lines/s (%d top-level nodes)%n",
        arguments[0], files.size(), lines, seconds, lines / seconds, functions);
  }

  private static boolean isSource(Path file) {
    String name = file.getFileName().toString().toLowerCase(java.util.Locale.ROOT);
    return Stream.of(".c", ".cpp", ".cc", ".cxx", ".h", ".hpp", ".hh", ".hxx", ".inl")
        .anyMatch(name::endsWith);
  }

  private static long treeSitter(String text) throws IOException {
    TSParser parser = new TSParser();
    parser.setLanguage(new TreeSitterC());
    TSTree tree = parser.parseString(null, text);
    return tree.getRootNode().getChildCount();
  }

  private static long cdt(Path file, String text) throws Exception {
    IASTTranslationUnit unit =
        GCCLanguage.getDefault()
            .getASTTranslationUnit(
                FileContent.create(file.toString(), text.toCharArray()),
                new ScannerInfo(Map.of()),
                IncludeFileContentProvider.getEmptyFilesProvider(),
                null,
                0,
                new DefaultLogService());
    return unit.getDeclarations().length;
  }
}
