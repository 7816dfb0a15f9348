package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.TranslationUnit;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Environment;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.GraphBuilder;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Terminator;
import dev.irpscope.analysis.cfg.TypeLayout;
import dev.irpscope.analysis.source.HeaderSearch;
import dev.irpscope.analysis.source.SourceFile;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Named constants of the driver headers with the values that the headers give them: they are read
 * through the preprocessor and parser like any driver, so a user's defines count. Only the names of
 * other status values are taken from the text of the built-in header, where they are literals.
 */
public final class WdkConstants {
  private static final Pattern STATUS =
      Pattern.compile("#define (STATUS_\\w+) \\(\\(NTSTATUS\\)0x([0-9A-Fa-f]+)L?\\)");

  private final Map<String, Long> values;
  private final Map<Long, String> statusNames = new LinkedHashMap<>();
  private final Map<String, CType> typedefs;

  private WdkConstants(
      Map<String, Long> values, Map<String, Long> statuses, Map<String, CType> typedefs) {
    this.values = values;
    this.typedefs = typedefs;
    statuses.forEach(
        (name, value) -> statusNames.putIfAbsent(values.getOrDefault(name, value), name));
    statusNames.put(0L, "STATUS_SUCCESS");
  }

  /**
   * Evaluates macros and enumerators of the headers; names without a constant value are left out.
   * Needs a large stack.
   *
   * @param reader reads a text that includes the headers
   * @param names C identifiers
   * @param headers where the built-in headers are, whose names every status value gets
   */
  public static WdkConstants read(
      Function<SourceFile, TranslationUnit> reader,
      Collection<String> names,
      HeaderSearch headers) {
    StringBuilder text = new StringBuilder("#include <ntifs.h>\n#include <ntstatus.h>\n");
    for (String name : names) {
      text.append("#ifdef ").append(name).append('\n');
      text.append("long long irpscope_value_").append(name);
      text.append("(void) { return (long long)(").append(name).append("); }\n#endif\n");
    }
    SourceFile file = new SourceFile("constants.c", SourceFile.Place.BUILT_IN, text.toString());
    TranslationUnit unit = reader.apply(file);
    GraphBuilder builder = new GraphBuilder(Environment.of(unit), new TypeLayout());
    Map<String, Long> values = new LinkedHashMap<>();
    Map<String, CType> typedefs = new LinkedHashMap<>();
    for (Decl declaration : unit.declarations()) {
      if (declaration instanceof Decl.Typedef typedef) {
        typedefs.putIfAbsent(typedef.name(), typedef.type());
      } else if (declaration instanceof Decl.Function function
          && function.name().startsWith("irpscope_value_")) {
        value(builder.build(new FunctionKey(file.path(), function.name(), 0), function).graph())
            .ifPresent(
                value -> values.put(function.name().substring("irpscope_value_".length()), value));
      }
    }
    return new WdkConstants(values, statusValues(headers), typedefs);
  }

  /** The status values of the built-in headers by name, in their order: literals, every one. */
  private static Map<String, Long> statusValues(HeaderSearch headers) {
    SourceFile asking = new SourceFile("constants.c", SourceFile.Place.BUILT_IN, "");
    Map<String, Long> found = new LinkedHashMap<>();
    if (headers.find("wdk_status.h", HeaderSearch.Form.ANGLED, asking)
        instanceof HeaderSearch.Result.Found(SourceFile file)) {
      Matcher literal = STATUS.matcher(file.text());
      while (literal.find()) {
        found.put(literal.group(1), (long) Integer.parseUnsignedInt(literal.group(2), 16));
      }
    }
    return found;
  }

  private static Optional<Long> value(ControlFlowGraph graph) {
    for (Block block : graph.blocks()) {
      if (block.terminator() instanceof Terminator.Return leave
          && leave.value().isPresent()
          && leave.value().get() instanceof Operand.Constant constant) {
        return Optional.of(constant.value());
      }
    }
    return Optional.empty();
  }

  OptionalLong value(String name) {
    Long value = values.get(name);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  Optional<String> statusName(long value) {
    return Optional.ofNullable(statusNames.get(value));
  }

  Map<String, CType> typedefs() {
    return typedefs;
  }
}
