package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.rule.Outcome;
import dev.irpscope.analysis.rule.RuleState;
import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.symbolic.Constraints;
import dev.irpscope.analysis.symbolic.RangeSet;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Value;
import dev.irpscope.analysis.trace.Fact;
import dev.irpscope.analysis.trace.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What one run of the machine leaves behind: rule events always; every step and condition when it
 * is replaying a walk.
 */
final class Tape {
  /** Whether steps are wanted. */
  enum Detail {
    RULE_EVENTS,
    STEPS
  }

  /**
   * A rule event and where it happened.
   *
   * @param opening site that created the obligation
   * @param suspected site of the suspicion that is confirmed
   * @param step index in {@link #drafts} of its step, when steps are recorded
   */
  record Event(
      Outcome.Fired fired,
      String site,
      Origin origin,
      FunctionKey function,
      Optional<String> opening,
      Optional<String> suspected,
      int step) {}

  /** A step before the trace is put in order. */
  static final class Draft {
    Step.Kind kind = Step.Kind.STATEMENT;
    Step.Lane lane = Step.Lane.DISPATCH;
    int depth;
    FunctionKey function = new FunctionKey("", "", 0);
    OptionalInt block = OptionalInt.empty();
    OptionalInt edge = OptionalInt.empty();
    Origin origin = NOWHERE;
    String text = "";
    String sentence = "";
    Optional<String> outcome = Optional.empty();
    Optional<String> assumption = Optional.empty();
    RuleState before;
    RuleState after;
    List<Fact> facts = List.of();

    /** Values that the step's decision or effect depends on. */
    List<Value> uses = new ArrayList<>();

    /** For a send or routine step: which send it belongs to, counted from 1; 0 for others. */
    int send;

    /** Where in its send a step stands. */
    SendPart part = SendPart.NONE;

    /** Variables read by the step's decision, and the variable it writes, by region. */
    List<Region> reads = new ArrayList<>();

    Optional<Region> writes = Optional.empty();

    Draft(RuleState rule) {
      this.before = rule;
      this.after = rule;
    }

    Draft copy() {
      Draft copy = new Draft(before);
      copy.kind = kind;
      copy.lane = lane;
      copy.depth = depth;
      copy.function = function;
      copy.block = block;
      copy.edge = edge;
      copy.origin = origin;
      copy.text = text;
      copy.sentence = sentence;
      copy.outcome = outcome;
      copy.assumption = assumption;
      copy.after = after;
      copy.facts = facts;
      copy.uses = new ArrayList<>(uses);
      copy.send = send;
      copy.part = part;
      copy.reads = new ArrayList<>(reads);
      copy.writes = writes;
      return copy;
    }
  }

  /** Parts of a send that the shown order may move. */
  enum SendPart {
    NONE,
    CALL,
    ROUTINE,
    ANSWER,
    WAIT
  }

  /** A condition of the path: {@code value} lies in {@code range}. */
  record Condition(Value value, RangeSet range, int step) {}

  /**
   * A function that was not followed.
   *
   * @param site of the call, which names what is unknown since then
   * @param forgotten variables of which nothing is known since then
   */
  record Skip(String site, FunctionKey function, List<Region> forgotten) {
    /** Whether a value is one of which it is only assumed that the function wrote it. */
    boolean mayHaveWritten(Symbol symbol) {
      return symbol.kind() != Symbol.Kind.RESULT && explains(symbol);
    }

    /** Whether a value is one that is not known because of it. */
    boolean explains(Symbol symbol) {
      return switch (symbol.kind()) {
        case RESULT, MERGED -> symbol.label().equals(site);
        case INITIAL ->
            symbol.version() > 0 && symbol.region().filter(forgotten::contains).isPresent();
        case PARAMETER, OPERATION -> false;
      };
    }
  }

  private static final Origin NOWHERE =
      Origin.plain(
          new dev.irpscope.analysis.source.SourceFile(
                  "", dev.irpscope.analysis.source.SourceFile.Place.BUILT_IN, "")
              .whole());

  final Detail detail;
  final List<Event> events = new ArrayList<>();
  final List<Draft> drafts = new ArrayList<>();
  final List<Condition> conditions = new ArrayList<>();
  final List<Skip> skips = new ArrayList<>();
  final List<String> limits = new ArrayList<>();

  /** How the source names values, while steps are recorded: the first name given stays. */
  final Map<Value, String> names = new HashMap<>();

  /**
   * The members and the like that values were first kept in, and the addresses that they are: for
   * those without another name.
   */
  final Map<Value, String> keptIn = new HashMap<>();

  /** The expressions by which values were last returned. */
  final Map<Value, String> returned = new HashMap<>();

  /** Conditions assumed so far, in order. */
  final List<Fact> assumed = new ArrayList<>();

  /** The last step of the run before this one. */
  Optional<Draft> previous = Optional.empty();

  int sends;

  /** Values of merged symbols on which answers depended, and what was asked for. */
  final Map<Value, RangeSet> undecided = new LinkedHashMap<>();

  /** Whether the rule met an object that it was not about before. */
  boolean metNew;

  /** Whether the rule, or who is called, depends on values that are not known. */
  boolean unsure;

  /** Whether an IRP is sent of which it is not known which routine completes it. */
  boolean sendsUnknown;

  Tape(Detail detail) {
    this.detail = detail;
  }

  /** A tape for the run that follows this one. */
  Tape next() {
    Tape next = new Tape(detail);
    next.names.putAll(names);
    next.keptIn.putAll(keptIn);
    next.returned.putAll(returned);
    next.assumed.addAll(assumed);
    next.sends = sends;
    next.previous = last();
    return next;
  }

  /** The step recorded last, in this run or the one before. */
  Optional<Draft> last() {
    return drafts.isEmpty() ? previous : Optional.of(drafts.getLast());
  }

  boolean isDetailed() {
    return detail == Detail.STEPS;
  }

  Tape copy() {
    Tape copy = new Tape(detail);
    copy.metNew = metNew;
    copy.unsure = unsure;
    copy.sendsUnknown = sendsUnknown;
    copy.undecided.putAll(undecided);
    copy.events.addAll(events);
    drafts.forEach(draft -> copy.drafts.add(draft.copy()));
    copy.names.putAll(names);
    copy.keptIn.putAll(keptIn);
    copy.returned.putAll(returned);
    copy.assumed.addAll(assumed);
    copy.sends = sends;
    copy.previous = previous;
    copy.conditions.addAll(conditions);
    copy.skips.addAll(skips);
    copy.limits.addAll(limits);
    return copy;
  }

  /** Notes that what happens depends on what was known of a value before paths were merged. */
  void undecided(Value value, RangeSet wanted, Constraints known) {
    if (value instanceof Value.Operation operation) {
      Value inner = operation.operands().getFirst();
      if (operation.name().equals("cast")) {
        undecided(inner, known.range(inner).wrappedInto(wanted, operation.bits()), known);
        return;
      }
      if (Value.isComparison(operation.name())
          && operation.operands().get(1) instanceof Value.Number bound
          && wanted.contains(0) != wanted.contains(1)) {
        RangeSet holding = RangeSet.satisfying(operation.name(), bound.value());
        undecided(inner, wanted.contains(1) ? holding : holding.complement(), known);
        return;
      }
    }
    Set<Symbol> symbols = new HashSet<>();
    if (value instanceof Symbol || value instanceof Value.Operation) {
      value.collectSymbols(symbols);
    }
    if (symbols.stream().anyMatch(known::isBlurred)) {
      undecided.putIfAbsent(value, wanted);
    }
  }

  void limit(String sentence) {
    if (!limits.contains(sentence)) {
      limits.add(sentence);
    }
  }

  void skip(Skip skip) {
    if (isDetailed()) {
      skips.add(skip);
    }
  }

  /** Assumes that a value lies in a range, and notes it; tells whether it can. */
  boolean assume(Constraints known, Value value, RangeSet range) {
    boolean possible = known.restrict(value, range);
    if (possible) {
      condition(value, range);
    }
    return possible;
  }

  void condition(Value value, RangeSet range) {
    if (isDetailed()) {
      conditions.add(new Condition(value, range, drafts.size() - 1));
    }
  }
}
