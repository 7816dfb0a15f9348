package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Edge;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.cfg.Terminator;
import dev.irpscope.analysis.cfg.WrittenText;
import dev.irpscope.analysis.explore.Tape.Draft;
import dev.irpscope.analysis.explore.Tape.SendPart;
import dev.irpscope.analysis.rule.Occurrence;
import dev.irpscope.analysis.rule.Outcome;
import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.source.Span;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Terms;
import dev.irpscope.analysis.symbolic.Value;
import dev.irpscope.analysis.trace.Fact;
import dev.irpscope.analysis.trace.Step;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Writes down the steps of a walk that is replayed; does nothing while searching. */
final class Narrator {
  private static final int LONGEST_TEXT = 200;
  private static final String RETURN = "return";

  private final Code code;
  private final FactReader facts;

  Narrator(Code code) {
    this.code = code;
    this.facts = new FactReader(code);
  }

  private Draft draft(State state, Tape tape, Step.Kind kind, FunctionKey function, Origin origin) {
    Draft draft = new Draft(tape.last().map(d -> d.after).orElse(state.rule));
    draft.after = state.rule;
    draft.kind = kind;
    draft.function = function;
    draft.origin = origin;
    draft.text = text(origin.site());
    int depth = state.depth();
    for (int i = depth; i >= state.outer.base(); i--) {
      if (state.frame(i).completion().isPresent()) {
        draft.lane = Step.Lane.COMPLETION;
        draft.depth = depth - i;
        draft.send = tape.sends;
        draft.part = SendPart.ROUTINE;
        break;
      }
      draft.depth = depth;
    }
    tape.drafts.add(draft);
    return draft;
  }

  /** The written text of a place on one line. */
  static String text(Span span) {
    String folded = WrittenText.fold(span);
    return folded.length() <= LONGEST_TEXT ? folded : folded.substring(0, LONGEST_TEXT) + "…";
  }

  void settle(State state, Tape tape) {
    if (tape.isDetailed() && !tape.drafts.isEmpty()) {
      Draft last = tape.drafts.getLast();
      last.after = state.rule;
      last.facts = facts.read(state, tape);
    }
  }

  void entry(State state, Tape tape, ControlFlowGraph graph, String role) {
    if (!tape.isDetailed()) {
      return;
    }
    for (var parameter : graph.parameters()) {
      state
          .memory
          .written(new Evaluator(state, code).region(parameter), 0)
          .ifPresent(value -> tape.names.putIfAbsent(value, parameter.name()));
    }
    Draft draft = draft(state, tape, Step.Kind.ENTRY, graph.key(), Origin.plain(graph.nameSpan()));
    draft.block = OptionalInt.of(0);
    draft.text = graph.key().name();
    draft.sentence = graph.key().name() + " is called: " + role + ".";
    settle(state, tape);
  }

  void stored(State state, Tape tape, Frame frame, Instruction.Store store) {
    if (!tape.isDetailed()) {
      return;
    }
    Evaluator evaluator = new Evaluator(state, code);
    Address at = evaluator.address(store.target());
    boolean scalar = !(store.target().type().canonical() instanceof CType.Struct);
    Optional<Value> value =
        scalar ? state.memory.written(at.region(), at.offset()) : Optional.empty();
    String target = SourceText.of(store.target());
    if (store.target() instanceof Place.Local) {
      value
          .filter(v -> v instanceof Symbol || v instanceof Value.Pointer)
          .ifPresent(v -> tape.names.putIfAbsent(v, target));
    } else {
      value
          .filter(v -> v instanceof Symbol symbol && symbol.kind() == Symbol.Kind.RESULT)
          .ifPresent(v -> tape.keptIn.putIfAbsent(v, target));
    }
    Span site = store.origin().site();
    Optional<Draft> last = tape.last();
    boolean continues =
        last.isPresent()
            && last.get().function.equals(frame.graph().key())
            && last.get().kind != Step.Kind.BRANCH
            && last.get().kind != Step.Kind.ENTRY
            && last.get().origin.site().file() == site.file()
            && last.get().origin.site().start() >= site.start()
            && last.get().origin.site().end() <= site.end();
    if (continues) {
      Draft draft = last.orElseThrow();
      if (draft.origin.site().start() >= site.start()) {
        draft.text = text(site);
      }
      draft.writes = Optional.of(at.region());
      draft.facts = facts.read(state, tape);
      return;
    }
    Draft draft = draft(state, tape, Step.Kind.STATEMENT, frame.graph().key(), store.origin());
    draft.block = OptionalInt.of(frame.block());
    draft.writes = Optional.of(at.region());
    value.ifPresent(draft.uses::add);
    String words = value.map(v -> facts.describe(state, tape, v, store.target().type())).orElse("");
    draft.sentence =
        words.equals(target)
            ? target + " is set."
            : words.isEmpty() || words.equals("unknown")
                ? target + " is set; its value is not known here."
                : isBareNumber(words) && !isWhollyOfMacro(store.origin())
                    ? named(target, draft.text)
                    : target + " becomes " + words + ".";
    settle(state, tape);
  }

  void defined(Tape tape, Instruction.Define define, Value value) {
    boolean pointer =
        value instanceof Value.Pointer || (value instanceof Symbol symbol && symbol.isPointer());
    if (tape.isDetailed() && pointer) {
      String text = SourceText.of(define.value());
      if (!text.isEmpty()) {
        tape.keptIn.putIfAbsent(value, text);
      }
    }
  }

  /** What a constant is called in the source says more than its number. */
  private static String named(String target, String text) {
    return text.contains("=") || text.contains("+") || text.contains("-")
        ? "Sets " + text + "."
        : target + " becomes " + text + ".";
  }

  /** Whether the whole assignment stands in a macro's definition, and its text is only a call. */
  private static boolean isWhollyOfMacro(Origin origin) {
    return origin.part() == Origin.Part.BODY && text(origin.site()).endsWith(")");
  }

  /** A number of which the source may know a name. */
  private static boolean isBareNumber(String words) {
    return words.matches("0x[0-9A-F]+|-?[0-9]+");
  }

  /**
   * @param candidates how many functions it may be that is called
   */
  void called(State state, Tape tape, CallSite at, ControlFlowGraph callee, int candidates) {
    if (!tape.isDetailed()) {
      return;
    }
    name(tape, at);
    Draft draft = draft(state, tape, Step.Kind.CALL, at.function(), at.origin());
    draft.block = OptionalInt.of(at.block());
    draft.uses.addAll(at.arguments());
    String name = callee.key().name();
    draft.sentence = "Calls " + name + ".";
    if (candidates > 1) {
      draft.sentence =
          "Calls %s, one of %d functions that the pointer may hold.".formatted(name, candidates);
      draft.assumption = Optional.of("Which function the pointer holds is assumed: " + name + ".");
    }
    settle(state, tape);
  }

  void entered(State state, Tape tape, ControlFlowGraph callee) {
    if (!tape.isDetailed()) {
      return;
    }
    Draft draft =
        draft(state, tape, Step.Kind.ENTRY, callee.key(), Origin.plain(callee.nameSpan()));
    draft.block = OptionalInt.of(0);
    draft.text = callee.key().name();
    draft.sentence = "Enters " + callee.key().name() + ".";
    settle(state, tape);
  }

  void returning(
      State state,
      Tape tape,
      Frame frame,
      Block block,
      Terminator.Return leave,
      Optional<Value> value) {
    if (!tape.isDetailed()) {
      return;
    }
    Draft draft = draft(state, tape, Step.Kind.RETURN, frame.graph().key(), leave.origin());
    draft.block = OptionalInt.of(block.index());
    value.ifPresent(draft.uses::add);
    String words =
        value
            .flatMap(v -> leave.value().map(o -> facts.describe(state, tape, v, o.type())))
            .orElse("");
    String returned = " " + words;
    if (words.isEmpty()) {
      returned = "";
    } else if (words.equals(FactReader.UNKNOWN)) {
      String expression = returned(leave, draft.text);
      returned =
          expression.isEmpty()
              ? " a value that is not known"
              : " " + expression + ", whose value is not known";
      if (!expression.isEmpty()) {
        value.ifPresent(v -> tape.returned.put(v, expression));
      }
    }
    String never = value.map(v -> neverSet(frame, v)).orElse("");
    draft.sentence = frame.graph().key().name() + " returns" + returned + never + ".";
    boolean isWritten = words.isEmpty() || words.equals(returned(leave, draft.text));
    draft.outcome = isWritten ? Optional.empty() : Optional.of(words);
    settle(state, tape);
  }

  /** The returned expression as written; a macro that hides the statement does not show it. */
  private static String returned(Terminator.Return leave, String statement) {
    return statement.startsWith(RETURN)
        ? statement.substring(RETURN.length()).strip()
        : leave.value().map(SourceText::of).orElse("");
  }

  void raised(State state, Tape tape, Frame frame, Block block, Edge edge) {
    if (!tape.isDetailed()) {
      return;
    }
    Origin origin =
        block.instructions().isEmpty()
            ? block.terminator().origin()
            : block.instructions().getFirst().origin();
    Draft draft = draft(state, tape, Step.Kind.BRANCH, frame.graph().key(), origin);
    draft.block = OptionalInt.of(block.index());
    draft.edge = OptionalInt.of(edge.ordinal());
    draft.outcome = Optional.of("raises an exception");
    draft.assumption = Optional.of("An exception is assumed here.");
    draft.sentence = "An exception is raised here and handled by the function.";
    settle(state, tape);
  }

  void branched(
      State state,
      Tape tape,
      Edge edge,
      Terminator.Branch branch,
      Value condition,
      boolean decided) {
    if (!tape.isDetailed()) {
      return;
    }
    boolean holds = edge.kind() == Edge.Kind.TRUE;
    Draft draft = decision(state, tape, edge, branch.origin(), branch.text(), condition);
    SourceText.locals(branch.condition(), new Evaluator(state, code), draft.reads);
    draft.outcome = Optional.of(holds ? "true" : "false");
    draft.sentence =
        branch.text()
            + " is "
            + (holds ? "true" : "false")
            + neverSet(state.top(), condition)
            + ".";
    decide(tape, draft, branch.text(), holds ? "true" : "false", decided);
    settle(state, tape);
  }

  /** Says which of the function's variables a value is made of that the path has not set. */
  private static String neverSet(Frame frame, Value value) {
    Set<String> names = new TreeSet<>();
    addNeverSet(frame, value, names);
    return names.isEmpty() ? "" : "; " + String.join(", ", names) + " is never set on this path";
  }

  private static void addNeverSet(Frame frame, Value value, Set<String> into) {
    if (value instanceof Value.Operation operation) {
      operation.operands().forEach(operand -> addNeverSet(frame, operand, into));
    } else if (value instanceof Symbol symbol
        && symbol.kind() == Symbol.Kind.INITIAL
        && symbol.version() == 0
        && symbol.regionOrNull() instanceof Region.Local variable
        && variable.function().equals(frame.graph().key())
        && isScalar(frame.graph().variables().get(variable.variable()).type())) {
      into.add(variable.name());
    }
  }

  private static boolean isScalar(CType type) {
    CType plain = type.canonical();
    return !(plain instanceof CType.Struct || plain instanceof CType.Array);
  }

  private Draft decision(
      State state, Tape tape, Edge edge, Origin origin, String text, Value condition) {
    Draft draft = draft(state, tape, Step.Kind.BRANCH, state.top().graph().key(), origin);
    draft.block = OptionalInt.of(edge.from());
    draft.edge = OptionalInt.of(edge.ordinal());
    draft.text = text;
    draft.uses.add(condition);
    return draft;
  }

  private static void decide(Tape tape, Draft draft, String text, String value, boolean decided) {
    if (decided) {
      return;
    }
    tape.assumed.removeIf(fact -> fact.subject().equals(text));
    tape.assumed.add(
        new Fact(
            text,
            value,
            Fact.Group.CONDITION,
            Fact.Certainty.ASSUMED,
            "assumed at line " + draft.origin.site().line()));
  }

  void selected(
      State state,
      Tape tape,
      Edge edge,
      Terminator.Switch selection,
      Value value,
      boolean decided) {
    if (!tape.isDetailed()) {
      return;
    }
    Draft draft = decision(state, tape, edge, selection.origin(), selection.text(), value);
    SourceText.locals(selection.value(), new Evaluator(state, code), draft.reads);
    draft.outcome = Optional.of(edge.label());
    draft.sentence =
        selection.text() + " selects " + edge.label() + neverSet(state.top(), value) + ".";
    decide(tape, draft, selection.text(), edge.label(), decided);
    settle(state, tape);
  }

  private static void name(Tape tape, CallSite at) {
    for (int i = 0; i < at.arguments().size(); i++) {
      Value value = at.arguments().get(i);
      Operand operand = at.call().arguments().get(i);
      String text = SourceText.of(operand);
      if (!(value instanceof Value.Number) && !text.isEmpty()) {
        tape.names.putIfAbsent(value, text);
      }
    }
  }

  void ddi(State state, Tape tape, CallSite at, String function) {
    if (!tape.isDetailed()) {
      return;
    }
    name(tape, at);
    Draft draft = draft(state, tape, Step.Kind.CALL, at.function(), at.origin());
    draft.block = OptionalInt.of(at.block());
    draft.uses.addAll(at.arguments());
    draft.sentence = "Calls " + shownName(function) + lock(at, function) + ".";
    settle(state, tape);
  }

  /** Begins the names of functions that headers of this program declare in place of macros. */
  private static final String OWN = "__irpscope_";

  private static String shownName(String function) {
    return function.startsWith(OWN) ? function.substring(OWN.length()) : function;
  }

  /** Which spin lock a call is about: several calls in a row look alike without. */
  private static String lock(CallSite at, String function) {
    boolean isLock =
        function.startsWith("Ke") && function.contains("SpinLock") && !at.arguments().isEmpty();
    String text = isLock ? SourceText.of(at.call().arguments().getFirst()) : "";
    return text.isEmpty() ? "" : " on " + text;
  }

  void outcome(State state, Tape tape, CallSite at, String function, String label) {
    if (!tape.isDetailed()) {
      return;
    }
    Draft draft = tape.drafts.getLast();
    draft.outcome = Optional.of(label);
    String ends =
        switch (label) {
          case "success" -> " is assumed to succeed.";
          case "failure" -> " is assumed to fail.";
          default ->
              (isValue(label) ? " is assumed to return " : " is assumed to end with: ")
                  + label
                  + ".";
        };
    draft.sentence = shownName(function) + ends;
  }

  private static boolean isValue(String label) {
    return Character.isUpperCase(label.charAt(0))
        || label.startsWith("an ")
        || label.startsWith("no ");
  }

  /** The routine was written into the location that is overwritten now. */
  void erased(Tape tape, IrpRecord.Registration routine) {
    if (tape.isDetailed() && routine.routine() instanceof Value.Function function) {
      Draft draft = tape.drafts.getLast();
      draft.sentence =
          "The copy erases the completion routine " + function.name() + ": it will not be run.";
      draft.outcome = Optional.of("erases " + function.name());
    }
  }

  void skipped(State state, Tape tape, CallSite at, ControlFlowGraph callee) {
    if (!tape.isDetailed()) {
      return;
    }
    name(tape, at);
    Draft draft = draft(state, tape, Step.Kind.CALL, at.function(), at.origin());
    draft.block = OptionalInt.of(at.block());
    draft.sentence = "Calls " + callee.key().name() + ", which does nothing that matters here.";
    draft.assumption =
        Optional.of(callee.key().name() + " was not followed: no event of the rule in it.");
    settle(state, tape);
  }

  void sent(
      State state,
      Tape tape,
      CallSite at,
      Occurrence.Outcome outcome,
      Value answer,
      Optional<IrpRecord.Registration> routine) {
    if (!tape.isDetailed()) {
      return;
    }
    tape.sends++;
    Draft call = tape.drafts.getLast();
    call.send = tape.sends;
    if (call.lane == Step.Lane.DISPATCH) {
      call.part = SendPart.CALL;
    }
    settle(state, tape);
    Draft draft = draft(state, tape, Step.Kind.LOWER_DRIVER, at.function(), at.origin());
    draft.send = tape.sends;
    draft.part = call.lane == Step.Lane.DISPATCH ? SendPart.ANSWER : call.part;
    draft.outcome = Optional.of(outcomeWord(outcome));
    draft.assumption = Optional.of("How the lower driver answers is assumed.");
    draft.text = "lower driver";
    draft.sentence =
        switch (outcome) {
          case OK -> "The lower driver completes the IRP with STATUS_SUCCESS.";
          case ERROR -> "The lower driver fails the IRP.";
          case CANCELLED -> "The IRP is cancelled in the lower driver.";
          case PENDING ->
              "The lower driver keeps the IRP and returns STATUS_PENDING; it completes it later.";
        };
    settle(state, tape);
  }

  private static String outcomeWord(Occurrence.Outcome outcome) {
    return switch (outcome) {
      case OK -> "STATUS_SUCCESS";
      case ERROR -> "an error status";
      case CANCELLED -> "STATUS_CANCELLED";
      case PENDING -> "STATUS_PENDING";
    };
  }

  void routineStarted(
      State state, Tape tape, ControlFlowGraph routine, Frame.Completion completion) {
    if (!tape.isDetailed()) {
      return;
    }
    Draft draft =
        draft(state, tape, Step.Kind.ENTRY, routine.key(), Origin.plain(routine.nameSpan()));
    draft.block = OptionalInt.of(0);
    draft.text = routine.key().name();
    draft.sentence =
        "The I/O manager runs the completion routine "
            + routine.key().name()
            + (completion.outcome() == Occurrence.Outcome.PENDING
                ? "; PendingReturned is TRUE."
                : "; PendingReturned is FALSE.");
    settle(state, tape);
  }

  /** The send returns to its caller; a routine's last step keeps what was known in the routine. */
  void answered(State state, Tape tape) {
    if (tape.isDetailed()
        && !tape.drafts.isEmpty()
        && tape.drafts.getLast().kind != Step.Kind.RETURN) {
      settle(state, tape);
    }
  }

  void waited(State state, Tape tape, CallSite at, String function, String choice) {
    if (!tape.isDetailed()) {
      return;
    }
    Draft draft = tape.drafts.getLast();
    draft.outcome = Optional.of(choice);
    draft.part = draft.lane == Step.Lane.DISPATCH ? SendPart.WAIT : draft.part;
    draft.send = tape.sends;
    draft.sentence = function + " waits" + patience(at, function) + "; it ends: " + choice + ".";
  }

  private static String patience(CallSite at, String function) {
    boolean endless =
        function.equals("KeWaitForSingleObject")
            && at.arguments().getLast().equals(Value.Number.ZERO);
    return endless ? " without a timeout" : "";
  }

  void neverReturns(State state, Tape tape, CallSite at) {
    if (!tape.isDetailed()) {
      return;
    }
    Draft draft = tape.drafts.getLast();
    draft.outcome = Optional.of("never returns");
    draft.part = draft.lane == Step.Lane.DISPATCH ? SendPart.WAIT : draft.part;
    draft.send = tape.sends;
    draft.sentence = "Nothing signals the event: the wait never returns.";
    settle(state, tape);
  }

  void ruleMoved(State state, Tape tape, Outcome outcome, Origin origin) {
    if (tape.isDetailed() && !outcome.fired().isEmpty()) {
      settle(state, tape);
    }
  }

  /** What is known of a status, or what the source calls it. */
  String status(State state, Tape tape, Value value) {
    String words = facts.status(state, value);
    String named = words.equals(FactReader.UNKNOWN) ? display(state, tape, value) : words;
    return named.equals(FactReader.UNKNOWN) ? tape.returned.getOrDefault(value, named) : named;
  }

  String display(State state, Tape tape, Value value) {
    String named = facts.display(state, tape, value);
    if (!named.isEmpty()) {
      return named;
    }
    String kept = tape.keptIn.get(value);
    if (kept != null) {
      return kept;
    }
    Address at = Address.of(value);
    String base = facts.display(state, tape, Terms.pointer(at.region(), 0));
    return base.isEmpty() ? "an unnamed object" : base;
  }
}
