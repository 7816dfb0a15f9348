package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.program.DriverFacts;
import dev.irpscope.analysis.program.EntryPoint;
import dev.irpscope.analysis.program.Program;
import dev.irpscope.analysis.program.Role;
import dev.irpscope.analysis.rule.DriverFact;
import dev.irpscope.analysis.rule.EntryContext;
import dev.irpscope.analysis.rule.EntryFilter;
import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.symbolic.RangeSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One way to enter a driver: a routine, its role, and what is assumed of the IRP.
 *
 * @param majors the codes it may be entered with, where none is assumed; empty for any
 * @param exceptMinors codes that the rule excepts, where none is assumed
 * @param deviceParameter index of the device object parameter, -1 for none
 * @param irpParameter index of the IRP parameter, -1 for none
 */
record EntrySpec(
    ControlFlowGraph graph,
    Role role,
    OptionalInt major,
    OptionalInt minor,
    Optional<EntryFilter.Detail> detail,
    List<Integer> majors,
    List<Integer> exceptMinors,
    int deviceParameter,
    int irpParameter) {
  private static final String[] MAJORS = {
    "IRP_MJ_CREATE",
    "IRP_MJ_CREATE_NAMED_PIPE",
    "IRP_MJ_CLOSE",
    "IRP_MJ_READ",
    "IRP_MJ_WRITE",
    "IRP_MJ_QUERY_INFORMATION",
    "IRP_MJ_SET_INFORMATION",
    "IRP_MJ_QUERY_EA",
    "IRP_MJ_SET_EA",
    "IRP_MJ_FLUSH_BUFFERS",
    "IRP_MJ_QUERY_VOLUME_INFORMATION",
    "IRP_MJ_SET_VOLUME_INFORMATION",
    "IRP_MJ_DIRECTORY_CONTROL",
    "IRP_MJ_FILE_SYSTEM_CONTROL",
    "IRP_MJ_DEVICE_CONTROL",
    "IRP_MJ_INTERNAL_DEVICE_CONTROL",
    "IRP_MJ_SHUTDOWN",
    "IRP_MJ_LOCK_CONTROL",
    "IRP_MJ_CLEANUP",
    "IRP_MJ_CREATE_MAILSLOT",
    "IRP_MJ_QUERY_SECURITY",
    "IRP_MJ_SET_SECURITY",
    "IRP_MJ_POWER",
    "IRP_MJ_SYSTEM_CONTROL",
    "IRP_MJ_DEVICE_CHANGE",
    "IRP_MJ_QUERY_QUOTA",
    "IRP_MJ_SET_QUOTA",
    "IRP_MJ_PNP"
  };

  /** The entries of a program that a rule is searched in, in a fixed order, each once. */
  static List<EntrySpec> of(CodeModel model, Rule rule) {
    Program program = model.program();
    Set<EntrySpec> found = new LinkedHashSet<>();
    List<String> facts = facts(program.facts());
    for (EntryPoint entry : program.entryPoints()) {
      Optional<ControlFlowGraph> graph = program.function(entry.function());
      if (graph.isEmpty() || isHelper(entry, model) || isMistaken(entry, graph.get())) {
        continue;
      }
      for (EntrySpec spec : specs(graph.get(), entry, rule)) {
        if (rule.appliesTo(spec.context(facts, Optional.empty(), Optional.empty()))) {
          found.add(spec);
        }
      }
    }
    return List.copyOf(found);
  }

  /**
   * Whether a routine has the type of a dispatch routine only because it helps one: the driver
   * calls it and assigns others to its dispatch table.
   */
  private static boolean isHelper(EntryPoint entry, CodeModel model) {
    return entry.role() == Role.DISPATCH
        && entry.majorFunctions().isEmpty()
        && model.isCalled(entry.function())
        && model.program().entryPoints().stream()
            .anyMatch(other -> !other.majorFunctions().isEmpty());
  }

  /** A completion routine has three parameters; a pointer may have been followed too far. */
  private static boolean isMistaken(EntryPoint entry, ControlFlowGraph graph) {
    return entry.role() == Role.COMPLETION && graph.parameters().size() != 3;
  }

  private static List<EntrySpec> specs(ControlFlowGraph graph, EntryPoint entry, Rule rule) {
    int irp = parameter(graph, "IRP");
    int device = parameter(graph, "DEVICE_OBJECT");
    List<OptionalInt> majors = new ArrayList<>();
    if (needsCodes(rule) && !entry.majorFunctions().isEmpty()) {
      entry.majorFunctions().forEach(major -> majors.add(OptionalInt.of(major)));
    } else if (entry.majorFunctions().size() == 1) {
      majors.add(OptionalInt.of(entry.majorFunctions().getFirst()));
    } else {
      majors.add(OptionalInt.empty());
    }
    List<EntrySpec> specs = new ArrayList<>();
    for (OptionalInt major : majors) {
      specs.add(
          new EntrySpec(
              graph,
              entry.role(),
              major,
              OptionalInt.empty(),
              Optional.empty(),
              major.isPresent() ? List.of() : entry.majorFunctions(),
              excepted(rule, major),
              device,
              irp));
      for (EntryFilter filter : rule.entries()) {
        if (filter.minor().isPresent() && filter.major().equals(major)) {
          specs.add(
              new EntrySpec(
                  graph,
                  entry.role(),
                  major,
                  filter.minor(),
                  filter.detail(),
                  List.of(),
                  List.of(),
                  device,
                  irp));
        }
      }
    }
    return specs;
  }

  /** The minor codes that a rule takes away from a major code. */
  private static List<Integer> excepted(Rule rule, OptionalInt major) {
    return rule.entries().stream()
        .filter(filter ->
            filter.except()
                && filter.major().equals(major)
                && filter.minor().isPresent()
                && filter.detail().isEmpty())
        .map(filter -> filter.minor().getAsInt())
        .sorted()
        .distinct()
        .toList();
  }

  /**
   * What is assumed of a member of the IRP's current stack location.
   *
   * @param values those it may have
   */
  record Assumption(String member, int bytes, RangeSet values) {}

  /** What is assumed of the IRP. */
  List<Assumption> assumptions() {
    List<Assumption> found = new ArrayList<>();
    if (major.isPresent()) {
      found.add(new Assumption("MajorFunction", 1, RangeSet.of(major.getAsInt())));
    } else if (!majors.isEmpty()) {
      found.add(new Assumption("MajorFunction", 1, anyOf(majors)));
    }
    if (minor.isPresent()) {
      found.add(new Assumption("MinorFunction", 1, RangeSet.of(minor.getAsInt())));
    } else if (!exceptMinors.isEmpty()) {
      found.add(
          new Assumption(
              "MinorFunction", 1, anyOf(exceptMinors).complement().intersect(RangeSet.of(0, 255))));
    }
    detail.ifPresent(more -> found.addAll(assumptions(more)));
    return found;
  }

  private static List<Assumption> assumptions(EntryFilter.Detail detail) {
    return switch (detail) {
      case SYSTEM_POWER_UP -> List.of(POWER_OF_SYSTEM, systemState(1, 1));
      case SYSTEM_POWER_DOWN -> List.of(POWER_OF_SYSTEM, systemState(2, 6));
      case DEVICE_POWER -> List.of(new Assumption("Parameters.Power.Type", 4, RangeSet.of(1)));
      case BUS_RELATIONS -> List.of(relation(0));
      case EJECTION_RELATIONS -> List.of(relation(1));
      case REMOVAL_RELATIONS -> List.of(relation(3));
      case TARGET_DEVICE_RELATION -> List.of(relation(4));
    };
  }

  /** SystemPowerState. */
  private static final Assumption POWER_OF_SYSTEM =
      new Assumption("Parameters.Power.Type", 4, RangeSet.of(0));

  /** From PowerSystemWorking (1), over the sleeping states, to PowerSystemShutdown (6). */
  private static Assumption systemState(int low, int high) {
    return new Assumption("Parameters.Power.State.SystemState", 4, RangeSet.of(low, high));
  }

  private static Assumption relation(int type) {
    return new Assumption("Parameters.QueryDeviceRelations.Type", 4, RangeSet.of(type));
  }

  private static RangeSet anyOf(List<Integer> values) {
    RangeSet all = RangeSet.of(values.getFirst());
    for (int value : values) {
      all = all.union(RangeSet.of(value));
    }
    return all;
  }

  private static boolean needsCodes(Rule rule) {
    return rule.entries().stream()
        .anyMatch(filter -> filter.major().isPresent() || filter.minor().isPresent());
  }

  private static int parameter(ControlFlowGraph graph, String type) {
    for (int i = 0; i < graph.parameters().size(); i++) {
      var parameter = graph.parameters().get(i).type();
      if (names(parameter, type)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean names(dev.irpscope.analysis.ast.CType type, String wanted) {
    return switch (type) {
      case dev.irpscope.analysis.ast.CType.Typedef typedef ->
          typedef.name().equals("P" + wanted)
              || typedef.name().equals(wanted)
              || names(typedef.target(), wanted);
      case dev.irpscope.analysis.ast.CType.Pointer pointer -> names(pointer.target(), wanted);
      case dev.irpscope.analysis.ast.CType.Struct struct ->
          struct.definition().tag().equals("_" + wanted);
      case dev.irpscope.analysis.ast.CType.Unknown unknown ->
          unknown.name().equals("P" + wanted) || unknown.name().equals(wanted);
      default -> false;
    };
  }

  EntryContext.Kind kind() {
    return switch (role) {
      case DRIVER_ENTRY -> EntryContext.Kind.DRIVER_ENTRY;
      case DISPATCH -> EntryContext.Kind.DISPATCH;
      case ADD_DEVICE -> EntryContext.Kind.ADD_DEVICE;
      case START_IO -> EntryContext.Kind.START_IO;
      case COMPLETION -> EntryContext.Kind.COMPLETION;
      case DPC, TIMER -> EntryContext.Kind.DPC;
      case ISR, SYNCHRONIZED -> EntryContext.Kind.ISR;
      case CANCEL -> EntryContext.Kind.CANCEL;
      case WORK_ITEM -> EntryContext.Kind.WORK_ITEM;
      case UNLOAD -> EntryContext.Kind.UNLOAD;
      case KMDF_DISPATCH -> EntryContext.Kind.KMDF_DISPATCH;
      case KMDF_PREPROCESS -> EntryContext.Kind.KMDF_PREPROCESS;
      case OTHER -> EntryContext.Kind.OTHER;
    };
  }

  EntryContext context(
      List<String> facts,
      Optional<dev.irpscope.analysis.rule.Ref> irp,
      Optional<dev.irpscope.analysis.rule.Ref> device) {
    return new EntryContext(
        kind(),
        graph.key().name(),
        major,
        minor,
        detail.map(EntryFilter.Detail::word),
        irp,
        device,
        facts);
  }

  /** What the engine says of a driver, in the words that rules use. */
  static List<String> facts(DriverFacts facts) {
    List<String> words = new ArrayList<>();
    add(words, facts.hasAddDevice(), DriverFact.HAS_ADD_DEVICE);
    add(words, facts.hasUnload(), DriverFact.HAS_UNLOAD);
    add(words, facts.attaches(), DriverFact.ATTACHES);
    add(words, facts.createsPdos(), DriverFact.CREATES_PDOS);
    add(words, facts.servesBus(), DriverFact.SERVES_BUS);
    add(words, facts.physicalStorportMiniport(), DriverFact.PHYSICAL_STORPORT_MINIPORT);
    add(words, facts.fileSystem(), DriverFact.FILE_SYSTEM);
    add(words, facts.exportDriver(), DriverFact.EXPORT_DRIVER);
    add(words, facts.standsAlone(), DriverFact.STANDS_ALONE);
    return words;
  }

  private static void add(List<String> words, boolean holds, DriverFact fact) {
    if (holds) {
      words.add(fact.word());
    }
  }

  /** IRQL on entry (rule reference, IrqlKeSetEvent). */
  int irql() {
    return switch (kind()) {
      case DISPATCH, ADD_DEVICE, DRIVER_ENTRY, UNLOAD, WORK_ITEM -> 0;
      case COMPLETION, DPC, CANCEL, START_IO -> 2;
      case ISR -> 4;
      case KMDF_DISPATCH, KMDF_PREPROCESS, OTHER -> State.UNKNOWN_IRQL;
    };
  }

  /** The role in words, with the major code where there is one. */
  String title() {
    String code =
        major.isPresent() && major.getAsInt() < MAJORS.length
            ? " for " + MAJORS[major.getAsInt()]
            : "";
    return role.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " routine" + code;
  }

  /** The routine and its role: how a finding lists the entries that reach it. */
  String label() {
    return graph.key().name() + " (" + title() + ")";
  }
}
