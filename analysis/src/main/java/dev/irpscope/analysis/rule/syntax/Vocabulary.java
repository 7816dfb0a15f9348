package dev.irpscope.analysis.rule.syntax;

import dev.irpscope.analysis.rule.EntryContext;
import dev.irpscope.analysis.rule.EventPattern;
import dev.irpscope.analysis.rule.IrpOrigin;
import dev.irpscope.analysis.rule.syntax.Problems.Code;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.WordContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.antlr.v4.runtime.Token;

/** The words of the language that are not keywords, and what they stand for. */
final class Vocabulary {
  private static final Map<String, IrpOrigin> ORIGINS =
      new TreeMap<>(
          Map.of(
              "incoming", IrpOrigin.INCOMING,
              "IoAllocateIrp", IrpOrigin.ALLOCATED,
              "IoBuildAsynchronousFsdRequest", IrpOrigin.ASYNCHRONOUS_FSD,
              "IoBuildSynchronousFsdRequest", IrpOrigin.SYNCHRONOUS_FSD,
              "IoBuildDeviceIoControlRequest", IrpOrigin.DEVICE_CONTROL,
              "unknown", IrpOrigin.UNKNOWN));

  private Vocabulary() {}

  /** {@code start-io} for START_IO. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<EntryContext.Kind> entryKind(WordContext word, Problems problems) {
    Optional<EntryContext.Kind> kind =
        Arrays.stream(EntryContext.Kind.values())
            .filter(one -> word(one).equals(word.getText()))
            .findFirst();
    if (kind.isEmpty()) {
      problems.error(
          Code.UNKNOWN,
          word,
          Words.unknown(
              "kind of entry routine",
              word.getText(),
              Arrays.stream(EntryContext.Kind.values()).map(Vocabulary::word).toList()));
    }
    return kind;
  }

  /** The origins a name stands for; {@code any} is all of them. */
  static List<IrpOrigin> origins(Token word, Problems problems) {
    Optional<IrpOrigin> origin = Optional.ofNullable(ORIGINS.get(word.getText()));
    if (origin.isEmpty()) {
      problems.error(
          Code.UNKNOWN, word, Words.unknown("origin of IRPs", word.getText(), ORIGINS.keySet()));
    }
    return origin.stream().toList();
  }

  /** An event word other than {@code call} and {@code return}. */
  static Optional<EventPattern.Kind> event(String word) {
    return Arrays.stream(EventPattern.Kind.values())
        .filter(kind -> kind != EventPattern.Kind.CALL && kind != EventPattern.Kind.RETURN)
        .filter(kind -> kind.word().equals(word))
        .findFirst();
  }

  static List<String> eventWords() {
    return Arrays.stream(EventPattern.Kind.values()).map(EventPattern.Kind::word).toList();
  }
}
