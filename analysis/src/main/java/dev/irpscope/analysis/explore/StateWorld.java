package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.rule.EntryContext;
import dev.irpscope.analysis.rule.IrpOrigin;
import dev.irpscope.analysis.rule.Ref;
import dev.irpscope.analysis.rule.Truth;
import dev.irpscope.analysis.rule.World;
import dev.irpscope.analysis.symbolic.RangeSet;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Terms;
import dev.irpscope.analysis.symbolic.Value;
import dev.irpscope.analysis.wdk.effects.Effect.DeviceClass;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Answers a rule's questions from one state. */
final class StateWorld implements World {
  private final State state;
  private final Code code;
  private final Narrator narrator;
  private final Tape tape;
  private final boolean returns;

  /**
   * @param returns whether the driver returns to the system: numbers are statuses then
   */
  StateWorld(State state, Code code, Narrator narrator, Tape tape, boolean returns) {
    this.returns = returns;
    this.state = state;
    this.code = code;
    this.narrator = narrator;
    this.tape = tape;
  }

  private static Value value(Ref ref) {
    if (ref instanceof Value value) {
      return value;
    }
    throw new IllegalArgumentException("not a value of this engine: " + ref);
  }

  @Override
  public Truth same(Ref left, Ref right) {
    Value a = value(left);
    Value b = value(right);
    if (a.equals(b)) {
      return Truth.TRUE;
    }
    Truth byForm = state.constraints.truth(Terms.compare("==", a, b, 64, true));
    if (byForm != Truth.UNKNOWN) {
      return byForm;
    }
    if (b instanceof Value.Number number) {
      undecided(a, RangeSet.of(number.value()));
    }
    if (isAddress(a) && isAddress(b) && Address.of(a).region().equals(Address.of(b).region())) {
      return Truth.of(Address.of(a).offset() == Address.of(b).offset());
    }
    boolean distinct = areDistinct(a, b) || areDistinct(b, a);
    tape.unsure |= distinct && isAssumedDistinct(a, b);
    return distinct ? Truth.FALSE : Truth.UNKNOWN;
  }

  /** Whether only an assumption says that two pointers differ: who called may know that not. */
  private static boolean isAssumedDistinct(Value a, Value b) {
    if (a instanceof Value.Pointer one && b instanceof Value.Pointer other) {
      return one.offset() == other.offset()
          && isGiven(one.region().whole())
          && isGiven(other.region().whole());
    }
    return isGiven(a) && isGiven(b);
  }

  private static boolean isGiven(Region region) {
    return region instanceof Region.Target(Symbol pointer) && isGiven(pointer);
  }

  /** Whether a pointer was there before, or may have been. */
  private static boolean isGiven(Value pointer) {
    return pointer instanceof Symbol symbol && !Unknowns.isNewObject(symbol);
  }

  private static boolean isAddress(Value value) {
    return value instanceof Value.Pointer || (value instanceof Symbol symbol && symbol.isPointer());
  }

  /** Two pointers of which one is known to be fresh, or both are parameters, differ (assumed). */
  private boolean areDistinct(Value a, Value b) {
    if (!(a instanceof Symbol first) || !(b instanceof Symbol second)) {
      return a instanceof Value.Pointer one
          && b instanceof Value.Pointer other
          && !(one.offset() == other.offset() && mayBeOne(one.region(), other.region()))
          && !mayBeElement(one, other)
          && !mayBeElement(other, one);
    }
    boolean forgotten = second.kind() == Symbol.Kind.INITIAL && second.version() > 0;
    if (first.kind() == Symbol.Kind.RESULT && second.kind() != Symbol.Kind.MERGED && !forgotten) {
      return !first.equals(second)
          && (Unknowns.isNewObject(first)
              || state.irps.containsKey(new Region.Target(first))
              || first.label().equals(second.label()));
    }
    return first.kind() == Symbol.Kind.PARAMETER && second.kind() == Symbol.Kind.PARAMETER;
  }

  /**
   * Whether two regions that pointers lead to may be one, since a pointer was read again after
   * something unknown could have written it.
   */
  private static boolean mayBeOne(Region one, Region other) {
    if (!(one instanceof Region.Target(Symbol first))
        || !(other instanceof Region.Target(Symbol second))) {
      return false;
    }
    return (isForgotten(first) || isForgotten(second))
        && first.offset() == second.offset()
        && first.region().isPresent()
        && second.region().isPresent()
        && (first.region().equals(second.region())
            || mayBeOne(first.region().get(), second.region().get()));
  }

  /** Whether one is an element at an unknown index, and the other may be of that array, too. */
  private boolean mayBeElement(Value.Pointer one, Value.Pointer other) {
    if (!(one.region() instanceof Region.Part part) || part.selector() instanceof Value.Number) {
      return false;
    }
    if (other.region() instanceof Region.Part second
        && second.base().equals(part.base())
        && second.offset() == part.offset()) {
      Value same = Terms.compare("==", part.selector(), second.selector(), 64, true);
      return one.offset() == other.offset() && state.constraints.truth(same) != Truth.FALSE;
    }
    return other.region().equals(part.base()) && other.offset() >= part.offset() + one.offset();
  }

  @Override
  public boolean isDefinite(Ref object) {
    return !(value(object) instanceof Value.Pointer pointer
        && pointer.region() instanceof Region.Part part
        && !(part.selector() instanceof Value.Number));
  }

  /** Whether it stands for what a place holds that may have been written meanwhile. */
  private static boolean isForgotten(Symbol symbol) {
    return symbol.kind() == Symbol.Kind.MERGED
        || (symbol.kind() == Symbol.Kind.INITIAL && symbol.version() > 0);
  }

  @Override
  public OptionalLong constant(Ref ref) {
    RangeSet range = state.constraints.range(value(ref));
    return range.isSingle() ? OptionalLong.of(range.low()) : OptionalLong.empty();
  }

  @Override
  public OptionalLong named(String constant) {
    return code.constant(constant);
  }

  @Override
  public Truth compare(String op, Ref left, Ref right) {
    return truth(Terms.compare(op, value(left), value(right), 32, true));
  }

  @Override
  public Truth compare(String op, Ref left, long right) {
    Value a = value(left);
    long b = isWide(a) ? right : Terms.wrap(right, 32, true);
    Truth answer = state.constraints.truth(Terms.compare(op, a, Value.of(b), 32, true));
    if (answer == Truth.UNKNOWN) {
      undecided(a, RangeSet.satisfying(op, b));
    }
    return answer;
  }

  /** Whether a value is not read as a signed 32-bit number. */
  private static boolean isWide(Value value) {
    return value instanceof Symbol symbol && symbol.bits() == 64;
  }

  @Override
  public Truth isOneOf(Ref left, List<Long> constants) {
    Value a = value(left);
    boolean wide = isWide(a);
    RangeSet wanted = RangeSet.EMPTY;
    for (long constant : constants) {
      wanted = wanted.union(RangeSet.of(wide ? constant : Terms.wrap(constant, 32, true)));
    }
    RangeSet range = state.constraints.range(a);
    RangeSet possible = wide ? range : range.wrapped(32, true);
    if (wanted.containsAll(possible)) {
      return Truth.TRUE;
    }
    if (wanted.intersect(possible).isEmpty()) {
      return Truth.FALSE;
    }
    undecided(a, wanted);
    return Truth.UNKNOWN;
  }

  @Override
  public Truth succeeded(Ref status) {
    return compare(">=", status, 0);
  }

  /** Notes that an answer depends on what was known of a value before paths were merged. */
  private void undecided(Value value, RangeSet wanted) {
    Value source = value;
    while (source instanceof Value.Operation cast && cast.name().equals("cast")) {
      source = cast.operands().getFirst();
    }
    if (source instanceof Symbol symbol && symbol.kind() == Symbol.Kind.RESULT) {
      code.undecided(symbol);
    }
    tape.undecided(value, wanted, state.constraints);
  }

  /** Whether a value is other than 0. */
  private Truth truth(Value condition) {
    Truth answer = state.constraints.truth(condition);
    if (answer == Truth.UNKNOWN) {
      undecided(condition, RangeSet.ALL.without(0));
    }
    return answer;
  }

  @Override
  public IrpOrigin origin(Ref irp) {
    return DdiRunner.originOf(state, value(irp));
  }

  @Override
  public Optional<Ref> field(Ref object, String path) {
    Value pointer = value(object);
    if (pointer instanceof Value.Number) {
      return Optional.empty();
    }
    Address at = Address.of(pointer);
    return switch (path) {
      case "target" ->
          Optional.of(state.memory.load(at.region(), at.offset(), Symbol.Shape.STATUS));
      case "NextStack.MajorFunction" -> codeBelow(at.region(), MAJOR);
      case "NextStack.MinorFunction" -> codeBelow(at.region(), MINOR);
      case "CurrentStack.MinorFunction" ->
          code(at.region(), Region.StackLocation.Which.CURRENT, MINOR);
      case "CurrentStack.MajorFunction" -> ownMajor(pointer, at.region());
      case "PendingReturned", "Cancel" -> load(at, "IRP", path, new Symbol.Shape(8, false, false));
      case "IoStatus.Status" -> load(at, "IRP", path, Symbol.Shape.STATUS);
      default -> load(at, "IRP", path, Symbol.Shape.POINTER);
    };
  }

  private static final String LOCATION = "IO_STACK_LOCATION";
  private static final String MAJOR = "MajorFunction";
  private static final String MINOR = "MinorFunction";

  /** The function code in the driver's own location; what the entry is searched for, if it is. */
  private Optional<Ref> ownMajor(Value irp, Region region) {
    EntryContext entry = state.rule.entry();
    if (entry.irp().filter(irp::equals).isPresent() && entry.major().isPresent()) {
      return Optional.of(Value.of(entry.major().getAsInt()));
    }
    return code(region, Region.StackLocation.Which.CURRENT, MAJOR);
  }

  /** A code that the next driver sees: the driver's own unless it wrote another. */
  private Optional<Ref> codeBelow(Region irp, String member) {
    Region next = new Region.StackLocation(irp, Region.StackLocation.Which.NEXT);
    OptionalLong offset = code.offset(LOCATION, member);
    boolean written = offset.isPresent() && state.memory.isWritten(next, offset.getAsLong());
    boolean own = !written && Sender.record(state, irp).origin() == IrpOrigin.INCOMING;
    return code(
        irp, own ? Region.StackLocation.Which.CURRENT : Region.StackLocation.Which.NEXT, member);
  }

  private Optional<Ref> code(Region irp, Region.StackLocation.Which which, String member) {
    return load(
        new Address(new Region.StackLocation(irp, which), 0),
        LOCATION,
        member,
        new Symbol.Shape(8, false, false));
  }

  private Optional<Ref> load(Address at, String type, String path, Symbol.Shape shape) {
    OptionalLong offset = code.offset(type, path);
    return offset.isEmpty()
        ? Optional.empty()
        : Optional.of(state.memory.load(at.region(), at.offset() + offset.getAsLong(), shape));
  }

  @Override
  public Truth holds(String predicate, List<Ref> arguments) {
    Value first = value(arguments.getFirst());
    return switch (predicate) {
      case "succeeded" -> succeeded(first);
      case "pendingReturned" ->
          field(first, "PendingReturned").map(v -> compare("!=", v, 0)).orElse(Truth.UNKNOWN);
      case "markedPending" -> Truth.of(irp(first).map(IrpRecord::marked).orElse(false));
      case "hasRoutine" ->
          Truth.of(
              irp(first).flatMap(IrpRecord::registration).isPresent() || isWrittenByHand(first));
      case "ownDevice" -> device(first, DeviceClass.OWN);
      case "lowerDevice" -> device(first, DeviceClass.LOWER);
      case "isEvent" -> state.events.containsKey(first) ? Truth.TRUE : Truth.UNKNOWN;
      case "zeroTimeout" -> zeroTimeout(first);
      case "sameOutcome" -> sameOutcome(first, value(arguments.get(1)));
      case "entryOf" -> entryOf(first, value(arguments.get(1)));
      case "tellsOf" ->
          Truth.of(
              Sender.irp(value(arguments.get(1)))
                  .filter(irp -> Waiter.tells(state, first, irp))
                  .isPresent());
      case "invokedOnSuccess" -> flag(first, IrpRecord.Registration::onSuccess);
      case "invokedOnError" -> flag(first, IrpRecord.Registration::onError);
      case "invokedOnCancel" -> flag(first, IrpRecord.Registration::onCancel);
      case "used" -> Truth.of(isResultUsed());
      case "statusIsOwn" -> Truth.UNKNOWN;
      default -> throw new IllegalArgumentException("no such predicate: " + predicate);
    };
  }

  /** Whether anything is made of what the last call returned. */
  private boolean isResultUsed() {
    Frame top = state.top();
    return top.current().instructions().get(top.instruction() - 1) instanceof Instruction.Call call
        && call.result()
            .filter(result ->
                code.liveness(top.graph())
                    .at(top.block(), top.instruction())
                    .temporaries()
                    .get(result.index()))
            .isPresent();
  }

  /** A routine that was stored in the next stack location directly. */
  private boolean isWrittenByHand(Value irp) {
    OptionalLong offset = code.offset(LOCATION, "CompletionRoutine");
    return Sender.irp(irp)
        .filter(region ->
            offset.isPresent()
                && state
                    .memory
                    .written(
                        new Region.StackLocation(region, Region.StackLocation.Which.NEXT),
                        offset.getAsLong())
                    .filter(routine -> !routine.equals(Value.Number.ZERO))
                    .isPresent())
        .isPresent();
  }

  private Optional<IrpRecord> irp(Value pointer) {
    return Sender.irp(pointer).map(region -> Sender.record(state, region));
  }

  private Truth flag(Value irp, java.util.function.Function<IrpRecord.Registration, Value> which) {
    return irp(irp)
        .flatMap(IrpRecord::registration)
        .map(which)
        .map(this::truth)
        .orElse(Truth.UNKNOWN);
  }

  private Truth device(Value device, DeviceClass wanted) {
    DeviceClass known = state.devices.get(device);
    return known == null ? Truth.UNKNOWN : Truth.of(known == wanted);
  }

  private Truth zeroTimeout(Value timeout) {
    if (timeout instanceof Value.Number) {
      return Truth.FALSE;
    }
    Address at = Address.of(timeout);
    RangeSet range =
        state.constraints.range(
            state.memory.load(at.region(), at.offset(), new Symbol.Shape(64, true, false)));
    return !range.contains(0) ? Truth.FALSE : range.isSingle() ? Truth.TRUE : Truth.UNKNOWN;
  }

  /** Classes of status: pending, success, cancelled, other error. */
  private Truth sameOutcome(Value left, Value right) {
    if (left.equals(right)) {
      return Truth.TRUE;
    }
    Optional<String> a = outcomeClass(left);
    Optional<String> b = outcomeClass(right);
    return a.isEmpty() || b.isEmpty() ? Truth.UNKNOWN : Truth.of(a.equals(b));
  }

  private Optional<String> outcomeClass(Value status) {
    RangeSet range = state.constraints.range(status);
    if (range.equals(RangeSet.of(Sender.PENDING))) {
      return Optional.of("pending");
    }
    if (range.equals(RangeSet.of(Sender.CANCELLED))) {
      return Optional.of("cancelled");
    }
    if (range.low() >= 0 && !range.contains(Sender.PENDING)) {
      return Optional.of("success");
    }
    if (range.high() < 0 && !range.contains(Sender.CANCELLED)) {
      return Optional.of("error");
    }
    for (RangeSet some : OUTCOMES) {
      if (!range.intersect(some).isEmpty()) {
        undecided(status, some);
        break;
      }
    }
    return Optional.empty();
  }

  private static final List<RangeSet> OUTCOMES =
      List.of(
          RangeSet.of(Sender.PENDING),
          RangeSet.of(Sender.CANCELLED),
          RangeSet.of(0, Long.MAX_VALUE));

  private static Truth entryOf(Value entry, Value irp) {
    if (entry instanceof Value.Number || irp instanceof Value.Number) {
      return Truth.FALSE;
    }
    Address at = Address.of(entry);
    return Truth.of(at.region().equals(Address.of(irp).region()));
  }

  @Override
  public OptionalLong irql() {
    return state.irql == State.UNKNOWN_IRQL ? OptionalLong.empty() : OptionalLong.of(state.irql);
  }

  @Override
  public String display(Ref value) {
    if (!tape.isDetailed()) {
      return "";
    }
    if (returns && value instanceof Value.Number(long number)) {
      return code.statusName(number).orElseGet(() -> Long.toString(number));
    }
    if (returns && value instanceof Symbol symbol && symbol.shape().equals(Symbol.Shape.STATUS)) {
      return narrator.status(state, tape, symbol);
    }
    return narrator.display(state, tape, value(value));
  }
}
