package dev.irpscope.app.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** JSON of which every part knows its line, so that a mistake can be pointed at. */
sealed interface SettingsText {
  /** 1-based line on which the part begins. */
  int line();

  /** A text. */
  record Word(int line, String text) implements SettingsText {}

  /** Parts in square brackets. */
  record Row(int line, List<SettingsText> parts) implements SettingsText {}

  /** Named parts in braces. */
  record Table(int line, Map<String, Named> parts) implements SettingsText {}

  /** A number, {@code true}, {@code false} or {@code null}. */
  record Plain(int line) implements SettingsText {}

  /**
   * A part with its name.
   *
   * @param line of the name
   */
  record Named(int line, SettingsText value) {}

  /** The text is no JSON, or says something twice. */
  final class BrokenException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;

    BrokenException(int line, String message) {
      super(message);
      this.line = line;
    }

    int line() {
      return line;
    }
  }

  /** Reads a whole text. */
  static SettingsText parse(String text) throws BrokenException {
    try (JsonParser parser = JsonMapper.shared().createParser(text)) {
      if (parser.nextToken() == null) {
        throw new BrokenException(1, "it is empty; write at least {}.");
      }
      SettingsText all = part(parser);
      if (parser.nextToken() != null) {
        throw new BrokenException(line(parser), "it goes on after its last brace.");
      }
      return all;
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new BrokenException(
          line,
          "this is not JSON: look for a comma, quote or bracket that is missing or too many.");
    }
  }

  private static int line(JsonParser parser) {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }

  private static SettingsText part(JsonParser parser) throws BrokenException {
    int line = line(parser);
    JsonToken token = parser.currentToken();
    return switch (token) {
      case VALUE_STRING -> new Word(line, parser.getString());
      case START_ARRAY -> {
        List<SettingsText> parts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          parts.add(part(parser));
        }
        yield new Row(line, List.copyOf(parts));
      }
      case START_OBJECT -> {
        Map<String, Named> parts = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          int named = line(parser);
          String name = parser.currentName();
          parser.nextToken();
          if (parts.put(name, new Named(named, part(parser))) != null) {
            throw new BrokenException(named, "'" + name + "' stands here a second time.");
          }
        }
        yield new Table(line, parts);
      }
      default -> new Plain(line);
    };
  }
}
