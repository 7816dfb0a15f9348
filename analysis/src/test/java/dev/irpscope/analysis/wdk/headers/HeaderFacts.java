package dev.irpscope.analysis.wdk.headers;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.RecordDefinition;
import dev.irpscope.analysis.ast.TranslationUnit;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.Environment;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.GraphBuilder;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Terminator;
import dev.irpscope.analysis.cfg.TypeLayout;
import dev.irpscope.analysis.frontend.UnitReader;
import dev.irpscope.analysis.preprocess.Configuration;
import dev.irpscope.analysis.preprocess.Preprocessor;
import dev.irpscope.analysis.preprocess.PreprocessorCache;
import dev.irpscope.analysis.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What built-in headers say in numbers: values of constants, sizes and offsets of structures. */
final class HeaderFacts {
  private static final Pattern MACRO =
      Pattern.compile("(?m)^#define (\\w+)[ \\t]+(?!\\()?([^\\s\"{][^\"{\\n]*)$");

  private final BuiltInHeaders headers = new BuiltInHeaders();
  private final List<String> names;

  HeaderFacts(List<String> names) {
    this.names = List.copyOf(names);
  }

  /** One number: a C expression that has it, and a guard macro that says whether it exists. */
  record Fact(String expression, Optional<String> guard) {}

  /** Every number that the front end can compute, by expression. */
  Map<Fact, Long> read() {
    StringBuilder include = new StringBuilder();
    names.forEach(name -> include.append("#include <").append(name).append(">\n"));
    SourceFile main = file(include.toString());
    Preprocessor preprocessor =
        new Preprocessor(Configuration.standard(), headers, new PreprocessorCache());
    Set<Fact> asked = new LinkedHashSet<>();
    for (SourceFile opened : preprocessor.preprocess(main).opened()) {
      Matcher macro = MACRO.matcher(opened.text());
      while (macro.find()) {
        asked.add(new Fact(macro.group(1), Optional.of(macro.group(1))));
      }
    }
    TranslationUnit declared = UnitReader.read(main, preprocessor.preprocess(main).tokens()).unit();
    for (Decl declaration : declared.declarations()) {
      if (declaration instanceof Decl.Typedef typedef
          && typedef.type().canonical() instanceof CType.Struct(RecordDefinition record)
          && record.isComplete()) {
        members(typedef.name(), record, asked);
      }
    }
    return values(include.toString(), List.copyOf(asked), preprocessor);
  }

  private static void members(String type, RecordDefinition record, Set<Fact> asked) {
    for (RecordDefinition.Field field : record.fields()) {
      if (!field.name().isEmpty() && field.bits().isEmpty()) {
        asked.add(
            new Fact("__builtin_offsetof(" + type + ", " + field.name() + ")", Optional.empty()));
      }
    }
    asked.add(new Fact("sizeof(" + type + ")", Optional.empty()));
  }

  private static Map<Fact, Long> values(
      String include, List<Fact> asked, Preprocessor preprocessor) {
    StringBuilder text = new StringBuilder(include);
    for (int i = 0; i < asked.size(); i++) {
      asked.get(i).guard().ifPresent(guard -> text.append("#ifdef ").append(guard).append('\n'));
      text.append("long long fact_").append(i).append("(void) { return (long long)(");
      text.append(asked.get(i).expression()).append("); }\n");
      asked.get(i).guard().ifPresent(_ -> text.append("#endif\n"));
    }
    SourceFile file = file(text.toString());
    TranslationUnit unit = UnitReader.read(file, preprocessor.preprocess(file).tokens()).unit();
    GraphBuilder builder = new GraphBuilder(Environment.of(unit), new TypeLayout());
    Map<Fact, Long> values = new LinkedHashMap<>();
    for (Decl declaration : unit.declarations()) {
      if (declaration instanceof Decl.Function function && function.name().startsWith("fact_")) {
        Fact fact = asked.get(Integer.parseInt(function.name().substring("fact_".length())));
        FunctionKey key = new FunctionKey(file.path(), function.name(), 0);
        for (Block block : builder.build(key, function).graph().blocks()) {
          if (block.terminator() instanceof Terminator.Return leave
              && leave.value().isPresent()
              && leave.value().get() instanceof Operand.Constant constant) {
            values.put(fact, constant.value());
          }
        }
      }
    }
    return values;
  }

  private static SourceFile file(String text) {
    return new SourceFile("facts.c", SourceFile.Place.FOLDER, text);
  }

  /**
   * A C file with one check a line, to be compiled with other headers.
   *
   * @param include the directives that bring the other headers
   */
  static List<String> checks(String include, Map<Fact, Long> facts) {
    List<String> lines = new ArrayList<>(include.lines().toList());
    facts.forEach((fact, value) -> {
      String check =
          "_Static_assert((unsigned)(%s) == 0x%08XU, \"%s\");"
              .formatted(fact.expression(), value.intValue(), fact.expression());
      if (fact.guard().isPresent()) {
        lines.add("#ifdef " + fact.guard().get());
        lines.add(check);
        lines.add("#else");
        lines.add("#error absent");
        lines.add("#endif");
      } else {
        lines.add(check);
      }
    });
    return lines;
  }
}
