package dev.irpscope.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing a user gives ends in a stack trace: there is a sentence, and the rest is analysed. */
final class BadInputTest {
  @TempDir private Path temp = Path.of("");

  private static void assertRefused(Ran ran, String... words) {
    assertTrue(ran.isRefusal(), ran.toString());
    Arrays.stream(words).forEach(word -> assertTrue(ran.err().contains(word), ran.err()));
  }

  private Ran analyse() {
    return Ran.of("analyze", temp.toString(), "--rules", Drivers.RULE);
  }

  /** The violating driver beside the bad file is analysed all the same. */
  private void assertRestIsAnalysed(Ran ran, String... words) {
    assertEquals(ExitCode.VIOLATIONS, ran.exit(), ran.toString());
    assertTrue(ran.out().contains("read.c:17: error: " + Drivers.RULE), ran.out());
    Arrays.stream(words).forEach(word -> assertTrue(ran.out().contains(word), ran.out()));
  }

  private void writeDriver() throws IOException {
    Drivers.write(temp.resolve("read.c"), Drivers.VIOLATING);
  }

  @Test
  void folderThatIsNotThereOrAFile() throws IOException {
    assertRefused(Ran.of("analyze", temp.resolve("nowhere").toString()), "no folder", "nowhere");
    writeDriver();
    assertRefused(Ran.of("analyze", temp.resolve("read.c").toString()), "is a file");
  }

  @Test
  void wrongWords() throws IOException {
    writeDriver();
    String folder = temp.toString();
    assertRefused(Ran.of("analyse", folder), "analyze");
    assertRefused(Ran.of("analyze", folder, "--formt", "json"), "--format");
    assertRefused(Ran.of("analyze", folder, "--format", "xml"), "sarif");
    assertRefused(Ran.of("analyze", folder, "--rules", "SpinLok"), "SpinLock");
    assertRefused(Ran.of("rules", "Spinlock"), "SpinLock");
    assertRefused(Ran.of("analyze", folder, "--define", "1=2"), "--define NAME");
    assertRefused(Ran.of("analyze", folder, "--include", "nowhere"), "header folder nowhere");
    assertRefused(Ran.of("analyze", folder, "--threads", "many"), "--threads");
    assertRefused(Ran.of("analyze"), "FOLDER");
    assertRefused(Ran.of("graph", folder, "--function", "Reed"), "Read");
    assertRefused(Ran.of("graph", folder), "--function");
    assertRefused(Ran.of("graph", folder, "--violation", "0123"), "0123");
    assertRefused(Ran.of("rules", "--check", temp.resolve("no.rule").toString()), "no.rule");
  }

  @Test
  void filesThatCannotBeUsed() throws IOException {
    writeDriver();
    String folder = temp.toString();
    assertRefused(
        Ran.of("analyze", folder, "-o", temp.resolve("no").resolve("x.txt").toString()),
        "cannot write");
    assertRefused(Ran.of("analyze", folder, "-o", folder), "is a folder");
    assertRefused(
        Ran.of("analyze", folder, "--baseline", temp.resolve("read.c").toString()), "not JSON");
    assertRefused(Ran.of("analyze", folder, "--baseline", "nowhere.json"), "cannot be read");
    assertRefused(
        Ran.of("analyze", folder, "--settings", temp.resolve("read.c").toString()), "not JSON");
    Path settings = Drivers.write(temp.resolve("s.json"), "{ \"ruls\": [] }");
    assertRefused(Ran.of("analyze", folder, "--settings", settings.toString()), "'ruls'");
  }

  @Test
  void emptyFolder() {
    assertRefused(analyse(), "is empty");
  }

  @Test
  void folderWithoutC() throws IOException {
    Drivers.write(temp.resolve("readme.txt"), "hello");
    assertRefused(analyse(), "no C source");
  }

  @Test
  void folderOfHeadersOnly() throws IOException {
    Drivers.write(temp.resolve("a.h"), "int x;");
    assertRefused(analyse(), "headers");
  }

  @Test
  void binaryJunk() throws IOException {
    byte[] junk = new byte[5000];
    new Random(7).nextBytes(junk);
    Files.write(temp.resolve("junk.c"), junk);
    assertRefused(analyse(), "could be read");
    writeDriver();
    assertRestIsAnalysed(analyse(), "junk.c: error: ");
  }

  @Test
  void fileThatIsTooLarge() throws IOException {
    writeDriver();
    byte[] large = new byte[17 << 20];
    Arrays.fill(large, (byte) ' ');
    Files.write(temp.resolve("large.c"), large);
    assertRestIsAnalysed(analyse(), "large.c: error: ", "16 MB");
  }

  @Test
  void includeCycle() throws IOException {
    Drivers.write(temp.resolve("a.h"), "#include \"b.h\"\n");
    Drivers.write(temp.resolve("b.h"), "#include \"a.h\"\n");
    Drivers.write(temp.resolve("other.c"), "#include \"a.h\"\nint other(void) { return 1; }\n");
    writeDriver();
    assertRestIsAnalysed(analyse());
  }

  @Test
  void linkThatLeadsInACircle() throws IOException {
    writeDriver();
    try {
      Files.createSymbolicLink(temp.resolve("loop"), temp);
    } catch (IOException | UnsupportedOperationException noLinks) {
      assumeTrue(false, "this system makes no links");
    }
    assertRestIsAnalysed(analyse());
  }

  @Test
  @Tag("row-A6")
  void unbalancedBraces() throws IOException {
    writeDriver();
    Drivers.write(temp.resolve("torn.c"), "int f(int a) {\n  if (a) {\n    return 1;\n");
    assertRestIsAnalysed(analyse(), "torn.c:");
  }

  @Test
  void expressionNested5000Deep() throws IOException {
    writeDriver();
    Drivers.write(
        temp.resolve("deep.c"),
        "int f(int a) {\n  return "
            + "(".repeat(5000)
            + "a"
            + ")".repeat(5000)
            + ";\n}\nint g(void) { return 1; }\n");
    assertRestIsAnalysed(analyse());
    Ran coverage = Ran.of("coverage", temp.toString());
    assertTrue(coverage.out().contains("deep.c:1: f: skipped: "), coverage.out());
    assertFalse(coverage.out().contains(": g: "), coverage.out());
  }

  @Test
  void twoDriversThatShareFunctionNames() throws IOException {
    Drivers.write(temp.resolve("one").resolve("read.c"), Drivers.VIOLATING);
    Drivers.write(temp.resolve("two").resolve("read.c"), Drivers.CLEAN);
    Ran ran = analyse();
    assertEquals(ExitCode.VIOLATIONS, ran.exit());
    assertTrue(ran.out().contains("one/read.c:17: error: "), ran.out());
    assertFalse(ran.out().contains("two/read.c:17: error: "), ran.out());
    assertTrue(ran.out().contains("Rules without a violation in two:"), ran.out());
    assertRefused(
        Ran.of("graph", temp.toString(), "--function", "Read"), "one/read.c#Read, two/read.c#Read");
  }

  @Test
  void emptyFile() throws IOException {
    writeDriver();
    Drivers.write(temp.resolve("empty.c"), "");
    assertRestIsAnalysed(analyse());
  }
}
