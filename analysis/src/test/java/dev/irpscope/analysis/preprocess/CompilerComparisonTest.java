package dev.irpscope.analysis.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.irpscope.analysis.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated macro programs come out as an installed C compiler brings them out. */
final class CompilerComparisonTest {
  private static final int PROGRAMS = 1_000;

  @Test
  void generatedProgramsExpandAsACompilerExpandsThem(@TempDir Path folder) throws Exception {
    String compiler =
        Stream.of("gcc", "x86_64-w64-mingw32-gcc")
            .filter(CompilerComparisonTest::runs)
            .findFirst()
            .orElse("");
    assumeTrue(!compiler.isEmpty(), "skipped: no gcc is installed to compare with");

    Random random = new Random(20261121);
    List<String> texts = new ArrayList<>();
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < PROGRAMS; i++) {
      texts.add(new Program(random).text());
      all.append(texts.getLast()).append("program_ends;\n");
    }
    Path source = folder.resolve("programs.c");
    Files.writeString(source, all);
    Path output = folder.resolve("out.i");
    new ProcessBuilder(
            compiler,
            "-E",
            "-P",
            "-undef",
            "-w",
            "-std=gnu11",
            "-ftrack-macro-expansion=0",
            "-fno-diagnostics-show-caret",
            source.toString())
        .redirectOutput(output.toFile())
        .redirectError(folder.resolve("messages.txt").toFile())
        .start()
        .waitFor();

    String[] expected = spelled(Files.readString(output)).split("program_ends ;", -1);
    assertEquals(PROGRAMS + 1, expected.length, "the compiler stopped early");
    int compared = 0;
    for (int i = 0; i < PROGRAMS; i++) {
      PreprocessedUnit unit = Sources.unit(texts.get(i));
      // what is no valid C each compiler treats in its own way
      if (unit.diagnostics().isEmpty()) {
        // blanks aside: which of them "#" keeps around an empty argument is not settled
        assertEquals(
            expected[i].replace(" ", ""), Sources.spelled(unit).replace(" ", ""), texts.get(i));
        compared++;
      }
    }
    assertTrue(compared > PROGRAMS / 4, compared + " programs were valid");
  }

  private static boolean runs(String compiler) {
    try {
      return new ProcessBuilder(compiler, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String spelled(String text) {
    StringBuilder all = new StringBuilder();
    for (Lexeme lexeme :
        Lexer.lex(
            new SourceFile(
                "out.i",
                SourceFile.Place.FOLDER,
                new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)))) {
      all.append(all.isEmpty() ? "" : " ").append(lexeme.span().text());
    }
    return all.toString();
  }

  /** A handful of macros that use each other, and text that uses them. */
  private static final class Program {
    private record Defined(String name, int parameters, boolean function, boolean variadic) {}

    private final Random random;
    private final List<Defined> macros = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    Program(Random random) {
      this.random = random;
    }

    String text() {
      int count = 3 + random.nextInt(6);
      for (int i = 0; i < count; i++) {
        boolean function = random.nextInt(3) > 0;
        boolean variadic = function && random.nextInt(4) == 0;
        int parameters = function ? random.nextInt(3) + (variadic ? 1 : 0) : 0;
        macros.add(new Defined("M" + i, parameters, function, variadic));
      }
      macros.forEach(this::define);
      for (int line = 0; line < 4; line++) {
        text.append(uses(3, 0)).append('\n');
        if (random.nextInt(3) == 0) {
          text.append("#if ").append(condition()).append("\nyes\n#else\nno\n#endif\n");
        }
      }
      macros.forEach(macro -> text.append("#undef ").append(macro.name()).append('\n'));
      return text.toString();
    }

    private void define(Defined macro) {
      text.append("#define ").append(macro.name());
      List<String> names = new ArrayList<>();
      if (macro.function()) {
        for (int i = 0; i < macro.parameters(); i++) {
          boolean rest = macro.variadic() && i == macro.parameters() - 1;
          names.add(rest ? "__VA_ARGS__" : "p" + i);
        }
        text.append('(').append(String.join(",", names).replace("__VA_ARGS__", "...")).append(')');
      }
      text.append(' ');
      int length = random.nextInt(6);
      String last = "";
      for (int i = 0; i < length; i++) {
        String piece = piece(names);
        boolean word = Character.isLetter(piece.charAt(0)) || piece.charAt(0) == '_';
        boolean canPaste = !last.isEmpty() && word && !last.endsWith(")");
        String between =
            canPaste && random.nextInt(4) == 0 ? " ## " : random.nextBoolean() ? " " : "  ";
        // no comma before __VA_ARGS__: the compilers of drivers drop it in more cases than gcc
        text.append(between).append(piece);
        last = piece;
      }
      text.append('\n');
    }

    private String piece(List<String> names) {
      int kind = random.nextInt(10);
      if (kind < 4 && !names.isEmpty()) {
        return names.get(random.nextInt(names.size()));
      }
      if (kind == 4 && !names.isEmpty()) {
        return "#" + names.get(random.nextInt(names.size()));
      }
      if (kind < 8) {
        Defined macro = macros.get(random.nextInt(macros.size()));
        if (!macro.function() || random.nextInt(3) == 0) {
          return macro.name();
        }
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < macro.parameters(); i++) {
          arguments.add(
              names.size() > i && random.nextBoolean() && (i == 0 || names.size() > 1)
                  ? names.get(i == 0 ? random.nextInt(names.size()) : 0)
                  : simple());
        }
        return macro.name() + "(" + String.join(",", arguments) + ")";
      }
      return simple();
    }

    private String simple() {
      String[] simple = {"x", "y1", "2", "+", "\"s\\n\"", "'c'", "(a b)", "M1", "M0", "3.5e", "_"};
      return simple[random.nextInt(simple.length)];
    }

    private String uses(int count, int depth) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < count; i++) {
        Defined macro = macros.get(random.nextInt(macros.size()));
        line.append(' ').append(macro.name());
        if (macro.function() && random.nextInt(6) > 0) {
          line.append(random.nextBoolean() ? "(" : " (");
          int given = macro.parameters();
          if (macro.variadic()) {
            given += random.nextInt(3) - 1;
            given = Math.max(given, macro.parameters() - 1);
          }
          for (int a = 0; a < given; a++) {
            line.append(a > 0 ? "," : "");
            line.append(
                switch (random.nextInt(5)) {
                  case 0 -> "";
                  case 1, 2 -> depth < 2 ? uses(1, depth + 1) : simple();
                  default -> simple();
                });
          }
          line.append(random.nextInt(9) == 0 ? "\n)" : ")");
        }
      }
      return line.toString();
    }

    private String condition() {
      String[] operators = {"+", "-", "*", "<", ">=", "==", "&&", "||", "&", "|", "^", "<<", ">>"};
      StringBuilder condition = new StringBuilder("(-3)");
      for (int i = 0; i < 4; i++) {
        condition
            .append(operators[random.nextInt(operators.length)])
            .append(random.nextInt(4) == 0 ? "~" : "")
            .append(random.nextInt(40))
            .append(random.nextInt(4) == 0 ? "u" : "");
      }
      return condition + (random.nextBoolean() ? " ? defined(M0) : !defined M1" : "");
    }
  }
}
