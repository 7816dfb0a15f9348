package dev.irpscope.analysis.rule.syntax;

import dev.irpscope.analysis.rule.EntryContext;
import dev.irpscope.analysis.rule.EntryFilter;
import dev.irpscope.analysis.rule.Guard;
import dev.irpscope.analysis.rule.IrpOrigin;
import dev.irpscope.analysis.rule.KnownConstants;
import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.Severity;
import dev.irpscope.analysis.rule.State;
import dev.irpscope.analysis.rule.Track;
import dev.irpscope.analysis.rule.Variable;
import dev.irpscope.analysis.rule.syntax.Problems.Code;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.AlwaysContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.ChoiceContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.EntryFilterContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.ItemContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.MessageContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.PartDefinitionContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.ProseContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.RequirementContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.RuleDefinitionContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.StateContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.StateMarkContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.TrackContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.TransitionContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.UseContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.VariablesContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.WordContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Builds one rule from its tree. */
final class RuleBuilder {
  /** An item and the {@code use} through which it came. */
  private record Placed(ItemContext item, Optional<UseContext> through) {}

  private final RuleDefinitionContext written;
  private final Definitions definitions;
  private final Problems problems;
  private final Names names = new Names();
  private final Map<String, Token> words = new TreeMap<>();
  private final Map<String, String> prose = new TreeMap<>();
  private final List<EntryFilter> entries = new ArrayList<>();
  private final List<Placed> items = new ArrayList<>();
  private final List<Guard> requirements = new ArrayList<>();

  RuleBuilder(RuleDefinitionContext written, Definitions definitions, Problems problems) {
    this.written = written;
    this.definitions = definitions;
    this.problems = problems;
  }

  Rule build() {
    flatten(written.item(), Optional.empty(), 0);
    each(this::declare);
    each(this::describe);
    TransitionBuilder transitions = new TransitionBuilder(names, definitions, problems);
    each(item -> {
      if (item instanceof AlwaysContext always) {
        transitions.add(always);
      } else if (item instanceof TransitionContext transition) {
        transitions.add(transition);
      }
    });
    Token name = written.ID().getSymbol();
    Rule rule =
        new Rule(
            name.getText(),
            choice("model", Rule.Model.values()).orElse(Rule.Model.WDM),
            choice("severity", Severity.values()).orElse(Severity.DEFECT),
            text("group"),
            text("source"),
            text("summary"),
            text("clause"),
            text("consequence"),
            problems.file().path(),
            Optional.ofNullable(prose.get("draft")),
            entries,
            names.entryName(),
            requirements.stream().reduce(Guard.And::new).orElse(new Guard.Literal(true)),
            names.track(),
            names.variables(),
            names.states(),
            transitions.always(),
            transitions.transitions());
    if (entries.isEmpty()) {
      problems.error(
          Code.INCOMPLETE,
          name,
          "Rule '"
              + name.getText()
              + "' does not say which entry routines it is about; write 'entry dispatch', for"
              + " example.");
    }
    new RuleCheck(rule, names, name, problems).run();
    return rule;
  }

  private void each(Consumer<ItemContext> work) {
    for (Placed placed : items) {
      if (placed.through().isPresent()) {
        problems.at(
            placed.through().get(),
            () -> {
              work.accept(placed.item());
              return placed;
            });
      } else {
        work.accept(placed.item());
      }
    }
  }

  /** Puts the items of parts in the place of {@code use}. */
  private void flatten(List<ItemContext> from, Optional<UseContext> through, int depth) {
    for (ItemContext item : from) {
      if (!(item instanceof UseContext use)) {
        items.add(new Placed(item, through));
        continue;
      }
      String part = use.ID().getText();
      Optional<PartDefinitionContext> definition =
          Optional.ofNullable(definitions.parts().get(part));
      if (definition.isEmpty()) {
        problems.error(
            Code.UNKNOWN, use, Words.unknown("part", part, definitions.parts().keySet()));
      } else if (depth > 8) {
        problems.error(Code.MISPLACED, use, "Part '" + part + "' uses itself.");
      } else {
        flatten(definition.get().item(), through.or(() -> Optional.of(use)), depth + 1);
      }
    }
  }

  private void declare(ItemContext item) {
    switch (item) {
      case TrackContext track -> declare(track);
      case VariablesContext variables -> declare(variables);
      case StateContext state -> declare(state);
      case MessageContext message -> {
        if (!names.declare(message.ID().getText(), Texts.template(message.text()))) {
          duplicate("message", message.ID());
        }
      }
      case ProseContext line -> {
        if (prose.put(line.key.getText(), Texts.plain(line.text())) != null) {
          problems.error(Code.DUPLICATE, line.key, "'" + line.key.getText() + "' is given twice.");
        }
      }
      case ChoiceContext choice -> {
        if (words.put(choice.key.getText(), choice.word().getStart()) != null) {
          problems.error(
              Code.DUPLICATE, choice.key, "'" + choice.key.getText() + "' is given twice.");
        }
      }
      default -> {}
    }
  }

  private void describe(ItemContext item) {
    switch (item) {
      case EntryFilterContext entry -> entries.add(entry(entry));
      case RequirementContext requirement ->
          requirements.add(
              new GuardBuilder(names, problems, Naming.plain(), Set.of())
                  .build(requirement.guard()));
      default -> {}
    }
  }

  private void declare(TrackContext track) {
    String name = track.ID(0).getText();
    String kind = track.ID(1).getText();
    List<IrpOrigin> origins = new ArrayList<>();
    track.ID().stream()
        .skip(2)
        .forEach(id -> origins.addAll(Vocabulary.origins(id.getSymbol(), problems)));
    boolean isIrp = kind.equals("irp");
    if (!isIrp && !kind.equals("object")) {
      problems.error(
          Code.UNKNOWN,
          track.ID(1).getSymbol(),
          "A rule tracks 'irp' (with 'from' and its origins) or 'object', not '" + kind + "'.");
    }
    if (isIrp && track.FROM() == null) {
      origins.addAll(List.of(IrpOrigin.values()));
    }
    if (names.track().isPresent()) {
      problems.error(
          Code.DUPLICATE,
          track,
          "A rule tracks one kind of object; others are remembered in variables.");
    }
    names.track(new Track(name, origins));
  }

  private void declare(VariablesContext variables) {
    Variable.Type type = Variable.Type.valueOf(variables.type.getText().toUpperCase(Locale.ROOT));
    for (TerminalNode id : variables.ID()) {
      boolean shared = variables.SHARED() != null || names.track().isEmpty();
      if (!names.declare(new Variable(id.getText(), type, shared))) {
        duplicate("variable or tracked object", id);
      }
    }
  }

  private void declare(StateContext state) {
    boolean initial = false;
    boolean satisfied = false;
    boolean obligation = false;
    List<EntryContext.Kind> initialFor = new ArrayList<>();
    for (StateMarkContext mark : state.stateMark()) {
      satisfied |= mark.SATISFIED() != null;
      obligation |= mark.OBLIGATION() != null;
      if (mark.INITIAL() != null) {
        initial |= mark.word().isEmpty();
        for (WordContext word : mark.word()) {
          Vocabulary.entryKind(word, problems).ifPresent(initialFor::add);
        }
      }
    }
    String note = state.text() == null ? "" : Texts.plain(state.text());
    String name = state.ID().getText();
    if (State.isBuiltIn(name)) {
      problems.error(
          Code.DUPLICATE,
          state.ID().getSymbol(),
          "State '" + name + "' exists in every rule; choose another name.");
    }
    if (!names.declare(new State(name, initial, initialFor, satisfied, obligation, note))) {
      duplicate("state", state.ID());
    }
  }

  private EntryFilter entry(EntryFilterContext entry) {
    boolean except = entry.EXCEPT() != null;
    Optional<EntryContext.Kind> kind =
        entry.word().ANY() != null
            ? Optional.empty()
            : Vocabulary.entryKind(entry.word(), problems);
    if (entry.ID() != null) {
      names.entryName(entry.ID().getText());
    }
    OptionalInt major = OptionalInt.empty();
    OptionalInt minor = OptionalInt.empty();
    Optional<EntryFilter.Detail> detail = Optional.empty();
    List<TerminalNode> codes = entry.codes() == null ? List.of() : entry.codes().ID();
    for (TerminalNode code : codes) {
      String word = code.getText();
      OptionalLong value = KnownConstants.value(word);
      if (word.startsWith("IRP_MJ_") && value.isPresent()) {
        major = OptionalInt.of((int) value.getAsLong());
      } else if (word.startsWith("IRP_MN_") && value.isPresent()) {
        minor = OptionalInt.of((int) value.getAsLong());
      } else if (EntryFilter.Detail.of(word).isPresent()) {
        detail = EntryFilter.Detail.of(word);
      } else {
        List<String> known = new ArrayList<>();
        KnownConstants.names().stream()
            .filter(name -> name.startsWith("IRP_M"))
            .forEach(known::add);
        Arrays.stream(EntryFilter.Detail.values())
            .map(EntryFilter.Detail::word)
            .forEach(known::add);
        problems.error(
            Code.UNKNOWN,
            code.getSymbol(),
            Words.unknown("major code, minor code or detail", word, known));
      }
    }
    return new EntryFilter(except, kind, major, minor, detail);
  }

  private <E extends Enum<E>> Optional<E> choice(String key, E[] values) {
    Token word = words.get(key);
    if (word == null) {
      missing(key);
      return Optional.empty();
    }
    Optional<E> value =
        Arrays.stream(values)
            .filter(one -> Vocabulary.word(one).equals(word.getText()))
            .findFirst();
    if (value.isEmpty()) {
      problems.error(
          Code.UNKNOWN,
          word,
          Words.unknown(key, word.getText(), Arrays.stream(values).map(Vocabulary::word).toList()));
    }
    return value;
  }

  private String text(String key) {
    String text = prose.get(key);
    if (text == null) {
      missing(key);
      return "";
    }
    return text;
  }

  private void missing(String key) {
    problems.error(
        Code.INCOMPLETE,
        written.ID().getSymbol(),
        "Rule '" + written.ID().getText() + "' has no '" + key + "' line.");
  }

  private void duplicate(String what, TerminalNode id) {
    problems.error(
        Code.DUPLICATE,
        id.getSymbol(),
        "The name '" + id.getText() + "' is taken by another " + what + " of this rule.");
  }
}
