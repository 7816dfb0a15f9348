package dev.irpscope.analysis.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.preprocess.Configuration;
import dev.irpscope.analysis.preprocess.Preprocessor;
import dev.irpscope.analysis.preprocess.PreprocessorCache;
import dev.irpscope.analysis.source.DriverFolder;
import dev.irpscope.analysis.source.HeaderSearch;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.SourceReader;
import dev.irpscope.analysis.wdk.headers.BuiltInHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Units that share headers read the same as units that do not. */
final class SharedHeadersTest {
  private final Map<String, SourceFile> files = new LinkedHashMap<>();

  @Test
  void aHeaderIsReadAnewWhereANameIsATypeInOneUnitAndAnObjectInTheOther() {
    with("h.h", "static int get(int a) { return (T)-a; }");
    with("a.c", "typedef long T;\n#include \"h.h\"\n");
    with("b.c", "extern int T;\n#include \"h.h\"\n");
    with("c.c", "typedef long T;\n#include \"h.h\"\n");
    readAlikeInEveryOrder("a.c", "b.c", "c.c");
    assertNotEquals(alone("a.c").getLast(), alone("b.c").getLast());
  }

  @Test
  void aHeaderIsReadAnewWhereAnotherHeaderGivesANameAnotherMeaning() {
    with("type.h", "typedef long T;");
    with("object.h", "extern int T;");
    with("h.h", "static int get(int a) { return (T)-a; }");
    with("a.c", "#include \"type.h\"\n#include \"h.h\"\n");
    with("b.c", "#include \"object.h\"\n#include \"h.h\"\n");
    readAlikeInEveryOrder("a.c", "b.c");
    assertNotEquals(alone("a.c").getLast(), alone("b.c").getLast());
  }

  @Test
  void constantsTagsMacrosAndPackingCount() {
    with("two.h", "enum { N = 2 }; struct S { char c; int i; };");
    with("three.h", "enum { N = 3 }; struct S { char c; long long i; };");
    with("h.h", "int array[N]; char size[sizeof(struct S)]; struct P { char c; int M; };");
    with("p.h", "char packed[sizeof(struct P)];");
    with("a.c", "#define M i\n#include \"two.h\"\n#include \"h.h\"\n#include \"p.h\"\n");
    with("b.c", "#define M i\n#include \"three.h\"\n#include \"h.h\"\n#include \"p.h\"\n");
    with("c.c", "#define M j[4]\n#include \"two.h\"\n#include \"h.h\"\n#include \"p.h\"\n");
    with(
        "d.c",
        "#define M i\n#include \"two.h\"\n#pragma pack(1)\n#include \"h.h\"\n#include \"p.h\"\n");
    readAlikeInEveryOrder("a.c", "b.c", "c.c", "d.c");
    assertTrue(alone("a.c").contains("var packed: array(i8, 8)"), () -> alone("a.c").toString());
    assertTrue(alone("c.c").contains("var packed: array(i8, 20)"), () -> alone("c.c").toString());
    assertTrue(alone("d.c").contains("var packed: array(i8, 5)"), () -> alone("d.c").toString());
  }

  @Test
  void aStructureThatAHeaderOnlyNamesIsCompletedForOneUnitOnly() {
    with("name.h", "typedef struct X *PX;");
    with("small.h", "struct X { char c; };");
    with("use.h", "extern PX made(void);");
    with("a.c", "#include \"name.h\"\nstruct X { int i; };\nchar size[sizeof(*(PX)0)];\n");
    with("b.c", "#include \"name.h\"\n#include \"use.h\"\nchar size[sizeof(*(PX)0)];\n");
    with(
        "c.c",
        """
        #include "name.h"
        #include "small.h"
        #include "use.h"
        char size[sizeof(*(PX)0)];
        """);
    with("d.c", "#include \"name.h\"\nstruct X { long long l; };\nchar size[sizeof(*(PX)0)];\n");
    readAlikeInEveryOrder("a.c", "b.c", "c.c", "d.c");
    assertTrue(alone("a.c").contains("var size: array(i8, 4)"), () -> alone("a.c").toString());
    assertTrue(alone("c.c").contains("var size: array(i8, 1)"), () -> alone("c.c").toString());
  }

  @Test
  void headersWithinADeclarationBelongToIt() {
    with("rows.h", "1, 2, 3");
    with("begin.h", "extern \"C\" {\nint in(void);");
    with("end.h", "}");
    with("half.h", "int after(void); static int half(void) {");
    with("a.cpp", "int rows[] = {\n#include \"rows.h\"\n};\nint next;\n");
    with("b.cpp", "#include \"begin.h\"\nint mine(void);\n#include \"end.h\"\nint last;\n");
    with("c.cpp", "#include \"half.h\"\n  return 1;\n}\nint last;\n");
    readAlikeInEveryOrder("a.cpp", "b.cpp", "c.cpp");
    assertTrue(
        alone("a.cpp").contains("var rows: array(i32, 3) = {1:i32, 2:i32, 3:i32}"),
        () -> alone("a.cpp").toString());
    assertEquals("var last: i32", lastDeclaration("c.cpp"));
  }

  @Test
  void aHeaderThatIncludesItselfAgainIsShared() {
    with("all.h", "#ifndef ALL\n#define ALL\n#include \"part.h\"\nint all;\n#endif\n");
    with("again.h", "#include \"all.h\"\n");
    with("part.h", "#include \"again.h\"\nint part;\n");
    with("a.c", "#include \"again.h\"\nint a;\n");
    with("b.c", "#include \"again.h\"\nint b;\n");
    readAlikeInEveryOrder("a.c", "b.c");
  }

  @Test
  void unitsThatSeeAHeaderAlikeShareItsDeclarations() {
    with("h.h", declarations());
    with("a.c", "#define UNRELATED 1\n#include \"h.h\"\nint a;\n");
    with("b.c", "typedef int OTHER;\n#include \"h.h\"\nint b;\n");
    Shared shared = new Shared();
    assertSame(
        shared.read("a.c").unit().declarations().getFirst(),
        shared.read("b.c").unit().declarations().get(1));
  }

  @Test
  void theSamplesReadTheSameWithAndWithoutSharing() {
    DriverFolder folder = DriverFolder.open(samples());
    HeaderSearch search =
        HeaderSearch.inOrder(List.of(folder.headerSearch(List.of()), new BuiltInHeaders()));
    Shared shared = new Shared(search);
    int read = 0;
    for (String path : folder.sources()) {
      if (folder.read(path) instanceof SourceReader.Result.Read(SourceFile file)) {
        assertEquals(own(new Shared(search).read(file)), own(shared.read(file)), path);
        read++;
      }
    }
    assertTrue(read > 20, "samples read: " + read);
  }

  private static Path samples() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(at.resolve("sample-drivers"))) {
      at = java.util.Objects.requireNonNull(at.getParent());
    }
    return at.resolve("sample-drivers");
  }

  private static String declarations() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      text.append("int function").append(i).append("(void);\n");
    }
    return text.toString();
  }

  private void with(String path, String text) {
    files.put(path, new SourceFile(path, SourceFile.Place.FOLDER, text));
  }

  private SourceFile file(String path) {
    return java.util.Objects.requireNonNull(files.get(path));
  }

  private HeaderSearch.Result find(String name) {
    SourceFile found = files.get(name);
    return found == null ? new HeaderSearch.Result.Missing() : new HeaderSearch.Result.Found(found);
  }

  /** Preprocessor and caches of one run. */
  private final class Shared {
    private final PreprocessorCache text = new PreprocessorCache();
    private final DeclarationCache declarations = new DeclarationCache();
    private final Preprocessor preprocessor;

    Shared() {
      this((name, _, _) -> find(name));
    }

    Shared(HeaderSearch search) {
      this.preprocessor = new Preprocessor(Configuration.standard(), search, text);
    }

    ReadUnit read(String path) {
      return read(file(path));
    }

    ReadUnit read(SourceFile file) {
      return UnitReader.read(preprocessor.preprocess(file), declarations);
    }
  }

  private List<String> alone(String path) {
    return text(new Shared().read(path));
  }

  private String lastDeclaration(String path) {
    return TreeText.of(new Shared().read(path).unit().declarations().stream().toList().getLast());
  }

  private void readAlikeInEveryOrder(String... paths) {
    List<String> order = new ArrayList<>(List.of(paths));
    for (int turn = 0; turn < paths.length; turn++) {
      order.add(order.removeFirst());
      Shared shared = new Shared();
      for (String path : order) {
        assertEquals(alone(path), text(shared.read(path)), path + " in " + order);
      }
      for (String path : order.reversed()) {
        assertEquals(alone(path), text(shared.read(path)), path + " again in " + order);
      }
    }
  }

  private static List<String> text(ReadUnit unit) {
    List<String> all = new ArrayList<>();
    unit.functions().forEach(status -> all.add(status.toString()));
    all.addAll(Snippet.problems(unit));
    unit.unit().declarations().forEach(declaration -> all.add(TreeText.of(declaration)));
    return all;
  }

  /** What the folder itself declares; of the built-in headers the number of declarations. */
  private static String own(ReadUnit unit) {
    List<Decl> own =
        unit.unit().declarations().stream()
            .filter(d -> d.origin().site().file().place() == SourceFile.Place.FOLDER)
            .toList();
    return unit.unit().declarations().size()
        + "\n"
        + unit.functions()
        + Snippet.problems(unit)
        + own.stream().map(d -> TreeText.of(d)).collect(Collectors.joining("\n"));
  }
}
