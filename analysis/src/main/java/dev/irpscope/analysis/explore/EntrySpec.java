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
 * @param deviceParameter index of the device object parameter, -1 for none
 * @param irpParameter index of the IRP parameter, -1 for none
 */
record EntrySpec(
    ControlFlowGraph graph,
    EntryContext.Kind kind,
    OptionalInt major,
    OptionalInt minor,
    Optional<String> detail,
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
  static List<EntrySpec> of(Program program, Rule rule) {
    Set<EntrySpec> found = new LinkedHashSet<>();
    List<String> facts = facts(program.facts());
    for (EntryPoint entry : program.entryPoints()) {
      Optional<ControlFlowGraph> graph = program.function(entry.function());
      if (graph.isEmpty()) {
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

  private static List<EntrySpec> specs(ControlFlowGraph graph, EntryPoint entry, Rule rule) {
    EntryContext.Kind kind = kind(entry.role());
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
          new EntrySpec(graph, kind, major, OptionalInt.empty(), Optional.empty(), device, irp));
      for (EntryFilter filter : rule.entries()) {
        if (filter.minor().isPresent() && filter.major().equals(major)) {
          specs.add(
              new EntrySpec(
                  graph,
                  kind,
                  major,
                  filter.minor(),
                  filter.detail().map(EntryFilter.Detail::word),
                  device,
                  irp));
        }
      }
    }
    return specs;
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

  private static EntryContext.Kind kind(Role role) {
    return switch (role) {
      case DRIVER_ENTRY -> EntryContext.Kind.DRIVER_ENTRY;
      case DISPATCH -> EntryContext.Kind.DISPATCH;
      case ADD_DEVICE -> EntryContext.Kind.ADD_DEVICE;
      case START_IO -> EntryContext.Kind.START_IO;
      case COMPLETION -> EntryContext.Kind.COMPLETION;
      case DPC -> EntryContext.Kind.DPC;
      case ISR -> EntryContext.Kind.ISR;
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
    return new EntryContext(kind, graph.key().name(), major, minor, detail, irp, device, facts);
  }

  /** What the engine says of a driver, in the words that rules use. */
  static List<String> facts(DriverFacts facts) {
    List<String> words = new ArrayList<>();
    add(words, facts.hasAddDevice(), DriverFact.HAS_ADD_DEVICE);
    add(words, facts.hasUnload(), DriverFact.HAS_UNLOAD);
    add(words, facts.attaches(), DriverFact.ATTACHES);
    add(words, facts.createsPdos(), DriverFact.CREATES_PDOS);
    add(words, facts.physicalStorportMiniport(), DriverFact.PHYSICAL_STORPORT_MINIPORT);
    add(words, facts.fileSystem(), DriverFact.FILE_SYSTEM);
    return words;
  }

  private static void add(List<String> words, boolean holds, DriverFact fact) {
    if (holds) {
      words.add(fact.word());
    }
  }

  /** IRQL on entry (rule reference, IrqlKeSetEvent). */
  int irql() {
    return switch (kind) {
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
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " routine" + code;
  }

  /** The routine and its role: how a finding lists the entries that reach it. */
  String label() {
    return graph.key().name() + " (" + title() + ")";
  }
}
