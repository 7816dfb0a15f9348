package dev.irpscope.analysis.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes records as JSON: two blanks of indentation, LF, components in declared order. */
public final class Json {
  private Json() {}

  /** All components, also empty ones. */
  public static String write(Object value) {
    return write(value, JsonInclude.Include.ALWAYS);
  }

  static String write(Object value, JsonInclude.Include include) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    JsonMapper mapper =
        JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultPropertyInclusion(now -> now.withValueInclusion(include))
            .defaultPrettyPrinter(
                new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines))
            .build();
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
  }
}
