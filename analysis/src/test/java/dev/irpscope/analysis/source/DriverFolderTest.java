package dev.irpscope.analysis.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DriverFolderTest {
  private static final String ENTRY =
      "NTSTATUS\nDriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p)\n/* c */\n{ return 0; }\n";

  @TempDir private Path root;

  @Test
  void saysWhyThereIsNothingToAnalyse() throws IOException {
    assertEquals(List.of("FOLDER-EMPTY"), codes(DriverFolder.open(root)));
    write("readme.txt", "x");
    assertEquals(List.of("NO-C-SOURCE"), codes(DriverFolder.open(root)));
    write("inc/a.h", "x");
    assertEquals(List.of("HEADERS-ONLY"), codes(DriverFolder.open(root)));
    write("a.c", "x");
    assertEquals(List.of(), codes(DriverFolder.open(root)));
    assertEquals(List.of("FOLDER-NOT-FOUND"), codes(DriverFolder.open(root.resolve("none"))));
  }

  @Test
  void listsSourcesByPathAlsoWithBlanksAndLettersOfAnyScript() throws IOException {
    write("b dir/Zwei.C", "");
    write("a/é.cpp", "");
    write("a/x.h", "");
    write("a/x.obj", "");
    DriverFolder folder = DriverFolder.open(root);
    assertEquals(List.of("a/é.cpp", "b dir/Zwei.C"), folder.sources());
    assertEquals(List.of("a/x.h"), folder.headers());
  }

  @Test
  void followsNoLink(@TempDir Path elsewhere) throws IOException {
    write("a/a.c", "");
    Files.writeString(elsewhere.resolve("secret.c"), "");
    try {
      Files.createSymbolicLink(root.resolve("a/loop"), root);
      Files.createSymbolicLink(root.resolve("a/same.c"), root.resolve("a/a.c"));
      Files.createSymbolicLink(root.resolve("out"), elsewhere);
      Files.createSymbolicLink(root.resolve("dangling.c"), root.resolve("none.c"));
    } catch (IOException | UnsupportedOperationException _) {
      assumeTrue(false, "skipped: links cannot be made here");
    }
    DriverFolder folder = DriverFolder.open(root);
    assertEquals(List.of("a/a.c"), folder.sources());
    assertEquals(List.of("LINK-OUT-OF-FOLDER"), codes(folder));
  }

  @Test
  void decodesWhatDriversAreWrittenIn() {
    String text = "/* é */ int x;";
    assertEquals(text, decoded(text.getBytes(StandardCharsets.UTF_8)));
    assertEquals(text, decoded(text.getBytes(Charset.forName("windows-1252"))));
    assertEquals(text, decoded(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8)));
    assertEquals(text, decoded(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE)));
    assertEquals(text, decoded(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE)));
    assertEquals("", decoded(new byte[0]));
  }

  @Test
  void namesFilesThatItDoesNotRead() throws IOException {
    byte[] junk = new byte[4096];
    for (int i = 0; i < junk.length; i++) {
      junk[i] = (byte) (i * 31);
    }
    Files.write(root.resolve("junk.c"), junk);
    Files.write(root.resolve("large.c"), new byte[SourceReader.MAX_BYTES + 1]);
    DriverFolder folder = DriverFolder.open(root);
    assertEquals("FILE-NOT-TEXT", failure(folder.read("junk.c")));
    assertEquals("FILE-TOO-LARGE", failure(folder.read("large.c")));
    assertEquals("FILE-VANISHED", failure(folder.read("gone.c")));
    assertEquals(1, folder.drivers().size());
  }

  @Test
  void looksForHeadersFromNearToFar() throws IOException {
    write("drv/src/main.c", "");
    write("drv/src/own.h", "own");
    write("drv/inc/own.h", "inc");
    write("drv/inc/Shared.h", "drv");
    write("other/shared.h", "other");
    write("far/away/lib.h", "far");
    write("drv/deep/er/lib.h", "near");
    write("sys/types.h", "not this one");
    DriverFolder folder = DriverFolder.open(root);
    assertEquals("own", header(folder, "own.h"));
    assertEquals("drv", header(folder, "SHARED.H"));
    assertEquals("inc", header(folder, "..\\inc\\own.h"));
    assertEquals("near", header(folder, "lib.h"));
    assertEquals("far", header(folder, "away/lib.h"));
    assertEquals("missing", header(folder, "none.h"));
    assertEquals("missing", header(folder, "../../../../etc/none.h"));
    HeaderSearch search = folder.headerSearch(List.of());
    SourceFile main = file(folder, "drv/src/main.c");
    assertEquals(
        new HeaderSearch.Result.Missing(),
        search.find("net/types.h", HeaderSearch.Form.ANGLED, main));
    assertSame(
        file(folder, "drv/src/own.h"),
        assertInstanceOf(
                HeaderSearch.Result.Found.class,
                search.find("own.h", HeaderSearch.Form.QUOTED, main))
            .file());
  }

  @Test
  void addedFoldersComeAfterTheDriversOwnAndBeforeAGuessByName(@TempDir Path added)
      throws IOException {
    write("main.c", "");
    write("here.h", "here");
    write("other/far.h", "far");
    Files.writeString(added.resolve("here.h"), "added");
    Files.writeString(added.resolve("far.h"), "added");
    Files.writeString(added.resolve("Extra.h"), "extra");
    DriverFolder folder = DriverFolder.open(root);
    HeaderSearch search = folder.headerSearch(List.of(added));
    SourceFile main = file(folder, "main.c");
    assertEquals("here", text(search.find("here.h", HeaderSearch.Form.QUOTED, main)));
    assertEquals("added", text(search.find("far.h", HeaderSearch.Form.QUOTED, main)));
    assertEquals("extra", text(search.find("extra.h", HeaderSearch.Form.QUOTED, main)));
  }

  @Test
  void aGeneratedTraceHeaderDefinesTheTraceCallsThatTheDriverNames() throws IOException {
    write("drv/src/main.c", "");
    write("drv/trace.h", "// begin_wpp config\n// FUNC SayIt(LEVEL, MSG, ...);\n// end_wpp\n");
    write("other/trace.h", "// FUNC NotHere(MSG, ...);\n");
    DriverFolder folder = DriverFolder.open(root);
    SourceFile main = file(folder, "drv/src/main.c");
    HeaderSearch search = folder.headerSearch(List.of());
    String text = text(search.find("main.tmh", HeaderSearch.Form.QUOTED, main));
    assertTrue(text.contains("#define SayIt(...) ((void)0)"), text);
    assertFalse(text.contains("NotHere"), text);
  }

  @Test
  void eachFolderWithAnEntryRoutineIsADriver() throws IOException {
    write("one/entry.c", ENTRY);
    write("one/sub/more.c", "");
    write("two/entry.c", "#define DriverEntry MyEntry\nNTSTATUS MyEntry(int a) { return 0; }");
    write("three/role.c", "DRIVER_INITIALIZE Start;\nNTSTATUS Start(int a) { return 0; }");
    write("lib/util.c", "// DriverEntry(x) {\nvoid f(void) { DriverEntry(1); }");
    write("lib/decl.c", "NTSTATUS DriverEntry(int a);\nint x = sizeof \"DriverEntry() {\";");
    assertEquals(
        List.of(
            "LIBRARY lib [lib/decl.c, lib/util.c]",
            "DRIVER one [one/entry.c, one/sub/more.c]",
            "DRIVER three [three/role.c]",
            "DRIVER two [two/entry.c]"),
        drivers());
  }

  @Test
  void aProjectFileSaysWhatADriverIsMadeOf() throws IOException {
    write(
        "a/a.vcxproj",
        "<Project><!-- <ClCompile Include=\"old.c\"/> -->\n<ClCompile Include=\"entry.c\" />"
            + "<ClCompile Include=\"..\\common\\Util.c\"><X/></ClCompile></Project>");
    write("a/entry.c", ENTRY);
    write("a/old.c", "");
    write("common/util.c", "");
    write("b/sources", "TARGETNAME=bee\nTARGETTYPE=DRIVER\nSOURCES= entry.c \\\n  x.c # note\n");
    write("b/entry.c", ENTRY);
    write("b/x.c", "");
    write(
        "c/CMakeLists.txt",
        "# c\nset(SRC entry.c)\nlist(APPEND SRC y.c)\nadd_library(sea MODULE ${SRC} z.h)\n");
    write("c/entry.c", ENTRY);
    write("c/y.c", "");
    assertEquals(
        List.of(
            "DRIVER a [a/entry.c, common/util.c]",
            "LIBRARY a (2) [a/old.c]",
            "DRIVER bee [b/entry.c, b/x.c]",
            "DRIVER sea [c/entry.c, c/y.c]"),
        drivers());
  }

  @Test
  void aLibraryThatADriverIsLinkedWithBelongsToIt() throws IOException {
    write(
        "a/sys/sources",
        "TARGETNAME=a\nTARGETTYPE=DRIVER\nTARGETLIBS=$(OBJ)\\*\\log.lib $(DDK)\\int64.lib\nSOURCES=e.c\n");
    write("a/sys/e.c", ENTRY);
    write("a/log/sources", "TARGETNAME=log\nTARGETTYPE=DRIVER_LIBRARY\nSOURCES=log.c\n");
    write("a/log/log.c", "");
    write("log/sources", "TARGETNAME=log\nTARGETTYPE=LIBRARY\nSOURCES=other.c\n");
    write("log/other.c", "");
    write(
        "b/b.vcxproj",
        "<ClCompile Include=\"e.c\"/><ProjectReference Include=\"..\\util\\Util.vcxproj\">"
            + "<AdditionalDependencies>$(Out)\\ring.lib;wdm.lib</AdditionalDependencies>");
    write("b/e.c", ENTRY);
    write("util/Util.vcxproj", "<ClCompile Include=\"u.c\"/>");
    write("util/u.c", "");
    write("ring/ring.vcxproj", "<ClCompile Include=\"r.c\"/>");
    write("ring/r.c", "");
    write("c/CMakeLists.txt", "add_library(c MODULE e.c)\ntarget_link_libraries(c PRIVATE one)\n");
    write("c/e.c", ENTRY);
    write("one/CMakeLists.txt", "add_library(one one.c)\ntarget_link_libraries(one two)\n");
    write("one/one.c", "");
    write("two/CMakeLists.txt", "add_library(two two.c)\n");
    write("two/two.c", "");
    assertEquals(
        List.of(
            "DRIVER a [a/log/log.c, a/sys/e.c]",
            "DRIVER b [b/e.c, ring/r.c, util/u.c]",
            "DRIVER c [c/e.c, one/one.c, two/two.c]",
            "LIBRARY log [log/other.c]"),
        drivers());
  }

  @Test
  void aLibraryThatIsTooLargeStaysByItself() throws IOException {
    write("CMakeLists.txt", "add_library(d MODULE e.c)\ntarget_link_libraries(d big)\n");
    write("e.c", ENTRY);
    write("big/CMakeLists.txt", "add_library(big big.c)\n");
    write("big/big.c", "int i;\n".repeat(300_000));
    assertEquals(List.of("DRIVER d [e.c]", "LIBRARY big [big/big.c]"), drivers());
  }

  @Test
  void driversOfOneNameAreToldApartByTheirFolders() throws IOException {
    write("x/sys/e.c", ENTRY);
    write("y/sys/e.c", ENTRY);
    assertEquals(List.of("DRIVER x/sys [x/sys/e.c]", "DRIVER y/sys [y/sys/e.c]"), drivers());
  }

  private List<String> drivers() {
    return DriverFolder.open(root).drivers().stream()
        .map(driver -> driver.kind() + " " + driver.name() + " " + driver.files())
        .toList();
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static List<String> codes(DriverFolder folder) {
    return folder.diagnostics().stream().map(Diagnostic::code).toList();
  }

  private static String decoded(byte[] bytes) {
    return assertInstanceOf(
            SourceReader.Result.Read.class,
            SourceReader.decode(bytes, "a.c", SourceFile.Place.FOLDER))
        .file()
        .text();
  }

  private static String failure(SourceReader.Result result) {
    return assertInstanceOf(SourceReader.Result.Failed.class, result).problem().code();
  }

  private static SourceFile file(DriverFolder folder, String path) {
    return assertInstanceOf(SourceReader.Result.Read.class, folder.read(path)).file();
  }

  private static String header(DriverFolder folder, String name) {
    return text(
        folder
            .headerSearch(List.of())
            .find(name, HeaderSearch.Form.QUOTED, file(folder, "drv/src/main.c")));
  }

  private static String text(HeaderSearch.Result result) {
    return switch (result) {
      case HeaderSearch.Result.Found(SourceFile file) -> file.text();
      case HeaderSearch.Result.Missing _ -> "missing";
      case HeaderSearch.Result.Unreadable(Diagnostic problem) -> problem.code();
    };
  }
}
