package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.cfg.Variable;
import dev.irpscope.analysis.rule.IrpOrigin;
import dev.irpscope.analysis.rule.Truth;
import dev.irpscope.analysis.symbolic.RangeSet;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Value;
import dev.irpscope.analysis.trace.Fact;
import dev.irpscope.analysis.trace.Fact.Certainty;
import dev.irpscope.analysis.trace.Fact.Group;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says in words what a state holds: the IRPs, events, variables, conditions. */
final class FactReader {
  static final String UNKNOWN = "unknown";
  private static final long LARGEST_COUNT = 0xffff;
  private static final long LARGEST_CODE = 0xffff_ffffL;
  private static final String UNLIMITED = "nothing on this path limits it";

  private final Code code;

  FactReader(Code code) {
    this.code = code;
  }

  List<Fact> read(State state, Tape tape) {
    List<Fact> facts = new ArrayList<>();
    irps(state, tape, facts);
    events(state, tape, facts);
    variables(state, tape, facts);
    facts.addAll(tape.assumed);
    if (state.irql > 0) {
      facts.add(known("IRQL", irql(state.irql), Group.LOCK));
    }
    return facts;
  }

  private static String irql(int level) {
    return switch (level) {
      case 0 -> "PASSIVE_LEVEL";
      case 1 -> "APC_LEVEL";
      case 2 -> "DISPATCH_LEVEL";
      default -> "device level " + level;
    };
  }

  private static Fact known(String subject, String value, Group group) {
    return new Fact(subject, value, group, Certainty.KNOWN, "");
  }

  private void irps(State state, Tape tape, List<Fact> facts) {
    List<Map.Entry<Region, IrpRecord>> irps = new ArrayList<>(state.irps.entrySet());
    irps.sort(
        Comparator.comparing((Map.Entry<Region, IrpRecord> e) -> name(state, tape, e.getKey()))
            .thenComparing(e -> e.getKey().toString()));
    for (Map.Entry<Region, IrpRecord> entry : irps) {
      IrpRecord irp = entry.getValue();
      String name = name(state, tape, entry.getKey());
      facts.add(known(name, origin(irp.origin()), Group.IRP));
      facts.add(known(name + ": owner", irp.owner().words(), Group.IRP));
      facts.add(known(name + ": next stack location", next(irp), Group.IRP));
      facts.add(
          known(
              name + ": completion routine",
              irp.registration()
                  .map(r -> describe(state, tape, r.routine(), CType.Void.VOID) + flags(state, r))
                  .orElse("none"),
              Group.IRP));
      irp.sent()
          .ifPresent(
              outcome -> facts.add(known(name + ": last send", outcomeWords(outcome), Group.IRP)));
      if (irp.marked()) {
        facts.add(known(name + ": marked pending", "yes", Group.IRP));
      }
      code.offset("IRP", "IoStatus.Status")
          .ifPresent(offset ->
              state
                  .memory
                  .written(entry.getKey(), offset)
                  .ifPresent(value ->
                      facts.add(
                          told(name + ": IoStatus.Status", status(state, value), Group.IRP))));
    }
  }

  /** A fact that is unknown if its words say so. */
  private static Fact told(String subject, String words, Group group) {
    return words.equals(UNKNOWN)
        ? new Fact(subject, words, group, Certainty.UNKNOWN, UNLIMITED)
        : known(subject, words, group);
  }

  private static String outcomeWords(dev.irpscope.analysis.rule.Occurrence.Outcome outcome) {
    return switch (outcome) {
      case OK -> "completed below with success";
      case ERROR -> "failed below";
      case CANCELLED -> "cancelled below";
      case PENDING -> "pending below";
    };
  }

  private static String origin(IrpOrigin origin) {
    return switch (origin) {
      case INCOMING -> "the incoming IRP";
      case ALLOCATED -> "allocated by the driver with IoAllocateIrp";
      case ASYNCHRONOUS_FSD -> "built with IoBuildAsynchronousFsdRequest";
      case SYNCHRONOUS_FSD -> "built with IoBuildSynchronousFsdRequest";
      case DEVICE_CONTROL -> "built with IoBuildDeviceIoControlRequest";
      case UNKNOWN -> "an IRP of unknown origin";
    };
  }

  private static String next(IrpRecord irp) {
    return switch (irp.next()) {
      case UNTOUCHED -> "not set up";
      case COPIED -> "copied from the current one";
      case SKIPPED -> "skipped";
      case SET_NEXT -> "moved to the next one";
      case BUILT -> "built";
    };
  }

  private static String flags(State state, IrpRecord.Registration routine) {
    StringBuilder text = new StringBuilder();
    flag(state, routine.onSuccess(), "success", text);
    flag(state, routine.onError(), "error", text);
    flag(state, routine.onCancel(), "cancel", text);
    return text.isEmpty() ? ", never invoked" : " on " + text;
  }

  private static void flag(State state, Value flag, String word, StringBuilder into) {
    Truth set = state.constraints.truth(flag);
    if (set != Truth.FALSE) {
      into.append(into.isEmpty() ? "" : ", ").append(word).append(set == Truth.TRUE ? "" : "?");
    }
  }

  private void events(State state, Tape tape, List<Fact> facts) {
    List<Fact> found = new ArrayList<>();
    state.events.forEach((event, record) ->
        found.add(
            new Fact(
                "event " + display(state, tape, event).replaceFirst("^&", ""),
                switch (record.signalled()) {
                  case TRUE -> "signalled";
                  case FALSE -> "not signalled";
                  case UNKNOWN -> UNKNOWN;
                },
                Group.EVENT,
                record.signalled() == Truth.UNKNOWN ? Certainty.UNKNOWN : Certainty.KNOWN,
                record.escaped()
                    ? "other code may signal it"
                    : record.signalled() == Truth.UNKNOWN ? UNLIMITED : "")));
    found.sort(Comparator.comparing(Fact::subject));
    facts.addAll(found);
  }

  private void variables(State state, Tape tape, List<Fact> facts) {
    Evaluator evaluator = new Evaluator(state, code);
    for (Variable variable : state.top().graph().variables()) {
      Region region = evaluator.region(variable);
      CType type = variable.type();
      if (variable.name().isEmpty()
          || type.canonical() instanceof CType.Struct
          || type.canonical() instanceof CType.Array) {
        continue;
      }
      Optional<Value> value = state.memory.written(region, 0);
      if (value.isPresent()) {
        String words = describe(state, tape, value.get(), type);
        if (!words.isEmpty() && !words.equals(variable.name())) {
          facts.add(told(variable.name(), words, Group.VARIABLE));
        }
      }
    }
  }

  private String name(State state, Tape tape, Region irp) {
    return display(state, tape, new Address(irp, 0).asPointer());
  }

  /** A value in words: a constant's name, a range in words, or the expression that names it. */
  String describe(State state, Tape tape, Value value, CType type) {
    RangeSet range = state.constraints.range(value);
    boolean isStatus = isNamed(type, "NTSTATUS");
    boolean isPointer = type.canonical() instanceof CType.Pointer;
    if (value instanceof Value.Function function) {
      return function.name();
    }
    if (value instanceof Value.Text text) {
      return '"' + text.text() + '"';
    }
    if (range.isSingle()) {
      if (isPointer) {
        return range.low() == 0 ? "NULL" : Long.toString(range.low());
      }
      if (isStatus) {
        return code.statusName(range.low()).orElseGet(() -> hex(range.low()));
      }
      if (isNamed(type, "BOOLEAN") || isNamed(type, "BOOL")) {
        return range.low() == 0 ? "FALSE" : "TRUE";
      }
      return number(range.low());
    }
    if (isStatus
        || (value instanceof Symbol symbol && symbol.shape().equals(Symbol.Shape.STATUS))) {
      return status(state, value);
    }
    if (isPointer) {
      String named = display(state, tape, value);
      return !named.isEmpty() ? named : range.contains(0) ? "" : "not NULL";
    }
    return "";
  }

  /** Control codes and masks are read in hexadecimal, counts and lengths are not. */
  private static String number(long value) {
    boolean isCode = value > LARGEST_COUNT && value <= LARGEST_CODE;
    return isCode ? String.format("0x%X", value) : Long.toString(value);
  }

  private static String hex(long value) {
    return String.format("0x%08X", value & 0xffffffffL);
  }

  /** A status in words. */
  String status(State state, Value value) {
    RangeSet range = state.constraints.range(value);
    if (range.isSingle()) {
      return code.statusName(range.low()).orElseGet(() -> hex(range.low()));
    }
    if (range.low() >= 0) {
      return "a success status";
    }
    return range.high() < 0 ? "a failure status" : UNKNOWN;
  }

  private static boolean isNamed(CType type, String name) {
    CType at = type;
    while (at instanceof CType.Typedef named) {
      if (named.name().equals(name)) {
        return true;
      }
      at = named.target();
    }
    return at instanceof CType.Unknown unknown && unknown.name().equals(name);
  }

  /** The expression by which the source names a value; empty when there is none. */
  String display(State state, Tape tape, Value value) {
    String given = tape.names.get(value);
    if (given != null && !(value instanceof Value.Function)) {
      return given;
    }
    return switch (value) {
      case Value.Function function -> function.name();
      case Value.Text text -> '"' + text.text() + '"';
      case Value.Number number ->
          code.statusName(number.value())
              .filter(_ -> number.value() < 0 || number.value() > 255)
              .orElseGet(() -> number.value() == 0 ? "NULL" : Long.toString(number.value()));
      case Value.Pointer(Region.Local local, long offset) when offset == 0 -> "&" + local.name();
      case Value.Pointer(Region.Global global, long offset) when offset == 0 -> "&" + global.name();
      case Symbol symbol when symbol.shape().equals(Symbol.Shape.STATUS) -> status(state, symbol);
      case Symbol _, Value.Pointer _, Value.Operation _ -> "";
    };
  }
}
