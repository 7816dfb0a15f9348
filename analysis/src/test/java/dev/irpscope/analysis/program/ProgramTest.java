package dev.irpscope.analysis.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.ast.TranslationUnit;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.GraphInvariants;
import dev.irpscope.analysis.cfg.Graphs;
import dev.irpscope.analysis.cfg.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProgramTest {
  /** As much of the driver headers as these drivers need. */
  private static final String WDM =
      """
      typedef long NTSTATUS; typedef void VOID; typedef void *PVOID; typedef unsigned char BOOLEAN;
      typedef unsigned long ULONG; typedef unsigned char UCHAR;
      typedef struct _DEVICE_OBJECT { PVOID DeviceExtension; } DEVICE_OBJECT, *PDEVICE_OBJECT;
      typedef struct _IRP { int Status; PVOID CancelRoutine; } IRP, *PIRP;
      typedef struct _UNICODE_STRING { int Length; } UNICODE_STRING, *PUNICODE_STRING;
      struct _DRIVER_OBJECT;
      typedef NTSTATUS DRIVER_DISPATCH(PDEVICE_OBJECT, PIRP); typedef DRIVER_DISPATCH *PDRIVER_DISPATCH;
      typedef NTSTATUS IO_COMPLETION_ROUTINE(PDEVICE_OBJECT, PIRP, PVOID);
      typedef IO_COMPLETION_ROUTINE *PIO_COMPLETION_ROUTINE;
      typedef NTSTATUS (*PADD)(struct _DRIVER_OBJECT *, PDEVICE_OBJECT);
      typedef struct _DRIVER_EXTENSION { PADD AddDevice; } DRIVER_EXTENSION, *PDRIVER_EXTENSION;
      typedef struct _DRIVER_OBJECT { PDRIVER_EXTENSION DriverExtension; PVOID DriverUnload;
        PDRIVER_DISPATCH MajorFunction[28]; } DRIVER_OBJECT, *PDRIVER_OBJECT;
      VOID IoSetCompletionRoutine(PIRP, PIO_COMPLETION_ROUTINE, PVOID, BOOLEAN, BOOLEAN, BOOLEAN);
      PDEVICE_OBJECT IoAttachDeviceToDeviceStack(PDEVICE_OBJECT, PDEVICE_OBJECT);
      """;

  private static Program program(String... nameAndText) {
    return corrected(List.of(), nameAndText);
  }

  private static Program corrected(List<RoleCorrection> corrections, String... nameAndText) {
    List<TranslationUnit> units = new ArrayList<>();
    for (int i = 0; i < nameAndText.length; i += 2) {
      units.add(Graphs.unit(nameAndText[i], WDM + nameAndText[i + 1]));
    }
    Program program = ProgramBuilder.build("driver", units, corrections, Runnable::run);
    program.functions().forEach(GraphInvariants::check);
    return program;
  }

  /** {@code NAME ROLE [majors]} of every entry point. */
  private static List<String> roles(Program program) {
    return program.entryPoints().stream()
        .map(entry ->
            entry.function().name()
                + " "
                + entry.role()
                + (entry.majorFunctions().isEmpty() ? "" : " " + entry.majorFunctions()))
        .toList();
  }

  @Test
  void assignmentsInDriverEntryGiveRoles() {
    Program program =
        program(
            "a.c",
            """
            NTSTATUS Rest(PDEVICE_OBJECT d, PIRP i) { return 0; }
            NTSTATUS Open(PDEVICE_OBJECT d, PIRP i) { return 0; }
            NTSTATUS Add(PDRIVER_OBJECT o, PDEVICE_OBJECT d)
            { IoAttachDeviceToDeviceStack(d, d); return 0; }
            void Gone(PDRIVER_OBJECT o) {}
            static void Fill(PDRIVER_OBJECT o) { o->MajorFunction[2] = o->MajorFunction[0] = Open; }
            NTSTATUS DriverEntry(PDRIVER_OBJECT o, PUNICODE_STRING p)
            {
              for (int i = 0; i < 28; i++) o->MajorFunction[i] = Rest;
              Fill(o);
              o->DriverExtension->AddDevice = Add;
              o->DriverUnload = (PVOID)Gone;
              return 0;
            }
            """);
    assertEquals(
        List.of(
            "Add ADD_DEVICE",
            "DriverEntry DRIVER_ENTRY",
            "Gone UNLOAD",
            "Open DISPATCH [0, 2]",
            "Rest DISPATCH [1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,"
                + " 21, 22, 23, 24, 25, 26, 27]"),
        roles(program));
    assertTrue(program.facts().hasAddDevice());
    assertTrue(program.facts().attaches());
    assertFalse(program.facts().createsPdos());
    assertEquals(DriverFacts.Model.WDM, program.facts().model());
  }

  @Test
  void routinesAreAssignedThroughPointersIntoTheTable() {
    Program program =
        program(
            "a.c",
            """
            NTSTATUS Rest(PDEVICE_OBJECT d, PIRP i) { return 0; }
            NTSTATUS Open(PDEVICE_OBJECT d, PIRP i) { return 0; }
            NTSTATUS Read(PDEVICE_OBJECT d, PIRP i) { return 0; }
            NTSTATUS Write(PDEVICE_OBJECT d, PIRP i) { return 0; }
            NTSTATUS Power(PDEVICE_OBJECT d, PIRP i) { return 0; }
            NTSTATUS Even(PDEVICE_OBJECT d, PIRP i) { return 0; }
            static void Fill(PDRIVER_DISPATCH *first) { first[4] = Write; }
            void Walk(PDRIVER_OBJECT o)
            {
              PDRIVER_DISPATCH *at = o->MajorFunction;
              int i;
              for (i = 0; i < 28; i++, at++) *at = Rest;
            }
            void Step(PDRIVER_OBJECT o)
            {
              PDRIVER_DISPATCH *table = o->MajorFunction;
              int i;
              for (i = 0; i < 28; i += 2) table[i] = Even;
            }
            NTSTATUS DriverEntry(PDRIVER_OBJECT o, PUNICODE_STRING p)
            {
              PDRIVER_DISPATCH *table = o->MajorFunction, *power = &o->MajorFunction[20] + 2;
              PDRIVER_DISPATCH own, *other = &own;
              Walk(o);
              Step(o);
              Fill(o->MajorFunction);
              table[0] = Open;
              *(o->MajorFunction + 3) = Read;
              *power = Power;
              *other = Fill;
              return 0;
            }
            """);
    String rest = "[1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 23, 24,";
    assertEquals(
        List.of(
            "DriverEntry DRIVER_ENTRY",
            "Even DISPATCH " + rest + " 25, 26, 27]",
            "Open DISPATCH [0]",
            "Power DISPATCH [22]",
            "Read DISPATCH [3]",
            "Rest DISPATCH " + rest + " 25, 26, 27]",
            "Write DISPATCH [4]"),
        roles(program));
  }

  @Test
  void whatADriverRegistersAndDefinesSaysWhatItIs() {
    String entry = "NTSTATUS DriverEntry(PDRIVER_OBJECT o, PUNICODE_STRING p) { %s return 0; }";
    String fileSystem = "IoRegisterFsRegistrationChangeMountAware(o, 0, 0);";
    assertTrue(program("a.c", entry.formatted(fileSystem)).facts().fileSystem());
    String library = "NTSTATUS DllInitialize(PUNICODE_STRING p) { return 0; }";
    assertTrue(program("a.c", library + entry.formatted("")).facts().exportDriver());
    assertFalse(program("a.c", entry.formatted("")).facts().exportDriver());
    String relations =
        """
        typedef enum { BusRelations, EjectionRelations, PowerRelations } DEVICE_RELATION_TYPE;
        int Asked(DEVICE_RELATION_TYPE type) { switch (type) { case %s: return 1; } return 0; }
        """;
    assertTrue(program("a.c", relations.formatted("BusRelations")).facts().servesBus());
    assertFalse(program("a.c", relations.formatted("PowerRelations")).facts().servesBus());
  }

  @Test
  void aDeviceWithAGeneratedNameIsAChildUnlessItIsAttached() {
    String driver =
        """
        static NTSTATUS Make(PDRIVER_OBJECT o, PDEVICE_OBJECT *d)
        { return IoCreateDevice(o, 8, 0, 34, 0x80, 0, d); }
        NTSTATUS Plug(PDEVICE_OBJECT d, PIRP i) { %s return 0; }
        NTSTATUS Add(PDRIVER_OBJECT o, PDEVICE_OBJECT below)
        { PDEVICE_OBJECT d; Make(o, &d); %s return 0; }
        NTSTATUS DriverEntry(PDRIVER_OBJECT o, PUNICODE_STRING p)
        { o->DriverExtension->AddDevice = Add; o->MajorFunction[27] = Plug; return 0; }
        """;
    String attach = "IoAttachDeviceToDeviceStack(d, below);";
    assertFalse(program("a.c", driver.formatted("", attach)).facts().createsPdos());
    assertTrue(program("a.c", driver.formatted("", "")).facts().createsPdos());
    assertTrue(
        program("a.c", driver.formatted("Make(d->DriverObject, &d);", attach))
            .facts()
            .createsPdos());
    String child =
        driver.replace(
            "PDEVICE_OBJECT d; Make",
            "PDEVICE_OBJECT d, own; IoCreateDevice(o, 8, 0, 34, 0, 0, &own); Make");
    String attachOwn = "IoAttachDeviceToDeviceStack(own, below);";
    assertTrue(program("a.c", child.formatted("", attachOwn)).facts().createsPdos());
  }

  @Test
  void initialisedTablesSayWhichRoutineServesWhichMajorCode() {
    Program program =
        program(
            "t.c",
            """
            NTSTATUS Open(PDEVICE_OBJECT d, PIRP i) { return 0; }
            NTSTATUS Read(PDEVICE_OBJECT d, PIRP i) { return 0; }
            NTSTATUS Power(PDEVICE_OBJECT d, PIRP i) { return 0; }
            static const PDRIVER_DISPATCH Plain[28] = { [0] = Open, [3] = Read };
            static const struct { ULONG Major; PDRIVER_DISPATCH Routine; } Rows[] = {
              { 22, Power }, { 0, Open } };
            NTSTATUS DriverEntry(PDRIVER_OBJECT o, PUNICODE_STRING p)
            {
              int i;
              for (i = 0; i < 28; i++) if (Plain[i]) o->MajorFunction[i] = Plain[i];
              for (i = 0; i < 2; i++) o->MajorFunction[Rows[i].Major] = Rows[i].Routine;
              return 0;
            }
            """);
    assertEquals(
        List.of(
            "DriverEntry DRIVER_ENTRY",
            "Open DISPATCH [0]",
            "Power DISPATCH [22]",
            "Read DISPATCH [3]"),
        roles(program));
  }

  @Test
  void whatTheUserSaysOfARoutineStandsInPlaceOfWhatWasFound() {
    String text =
        """
        NTSTATUS Serve(PDEVICE_OBJECT d, PIRP i) { return 0; }
        NTSTATUS Both(PDEVICE_OBJECT d, PIRP i) { return 0; }
        NTSTATUS Hidden(PDEVICE_OBJECT d, PIRP i, PVOID c) { return 0; }
        NTSTATUS DriverEntry(PDRIVER_OBJECT o, PUNICODE_STRING p)
        {
          o->MajorFunction[3] = Serve;
          o->MajorFunction[4] = Both;
          return 0;
        }
        """;
    Program program =
        corrected(
            List.of(
                new RoleCorrection("Serve", Optional.of("a.c"), Optional.empty(), List.of()),
                new RoleCorrection(
                    "Both", Optional.empty(), Optional.of(Role.DISPATCH), List.of(14, 3)),
                new RoleCorrection("Both", Optional.empty(), Optional.of(Role.START_IO), List.of()),
                new RoleCorrection(
                    "Hidden", Optional.of("a.c"), Optional.of(Role.COMPLETION), List.of()),
                new RoleCorrection(
                    "DriverEntry", Optional.of("other.c"), Optional.empty(), List.of())),
            "a.c",
            text);
    assertEquals(
        List.of(
            "Both DISPATCH [3, 14]",
            "Both START_IO",
            "DriverEntry DRIVER_ENTRY",
            "Hidden COMPLETION"),
        roles(program));
    assertEquals("is one by the settings", program.entryPoints().getLast().reason());
  }

  @Test
  void completionRoutinesAreFoundThroughWrappersCastsAndConditionals() {
    Program program =
        program(
            "c.c",
            """
            NTSTATUS Sync(PDEVICE_OBJECT d, PIRP i, PVOID c) { return 0; }
            NTSTATUS Async(PDEVICE_OBJECT d, PIRP i, PVOID c) { return 0; }
            NTSTATUS Wrapped(PDEVICE_OBJECT d, PIRP i, PVOID c) { return 0; }
            NTSTATUS Held(PDEVICE_OBJECT d, PIRP i, PVOID c) { return 0; }
            struct ops { PVOID Done; } Ops = { (PVOID)Held };
            static void Arm(PIRP i, PVOID routine, PVOID c)
            { IoSetCompletionRoutine(i, (PIO_COMPLETION_ROUTINE)routine, c, 1, 1, 1); }
            void Both(PIRP i, int wait)
            {
              IoSetCompletionRoutine(i, wait ? &Sync : &Async, 0, 1, 1, 1);
              Arm(i, (PVOID)Wrapped, 0);
              Arm(i, Ops.Done, 0);
            }
            NTSTATUS DriverEntry(PDRIVER_OBJECT o, PUNICODE_STRING p) { return 0; }
            """);
    assertEquals(
        List.of(
            "Async COMPLETION",
            "DriverEntry DRIVER_ENTRY",
            "Held COMPLETION",
            "Sync COMPLETION",
            "Wrapped COMPLETION"),
        roles(program));
  }

  @Test
  void aLibraryWithoutDriverEntryFallsBackOnSignatures() {
    Program program =
        program(
            "lib.c",
            """
            static NTSTATUS Helper(PDEVICE_OBJECT d, PIRP i) { return 0; }
            NTSTATUS LibDispatch(PDEVICE_OBJECT d, PIRP i) { return Helper(d, i); }
            NTSTATUS LibDone(PDEVICE_OBJECT d, PIRP i, PVOID c) { return 0; }
            int LibOther(int x) { return x; }
            """);
    assertEquals(List.of("LibDispatch DISPATCH", "LibDone COMPLETION"), roles(program));
    assertEquals(DriverFacts.Model.LIBRARY, program.facts().model());
  }

  @Test
  void namesResolveInTheFileFirstThenInTheDriver() {
    Program program =
        program(
            "a.c",
            "static int Same(void) { return 1; } int UseA(void) { return Same() + Shared(); }",
            "b.c",
            "static int Same(void) { return 2; } int Shared(void) { return Same(); }",
            "c.c",
            "int Shared(void) { return 3; } int Lost(void) { return Same(); }");
    assertEquals(List.of("a.c#Same"), resolved(program, "Same", "a.c"));
    assertEquals(List.of("b.c#Same"), resolved(program, "Same", "b.c"));
    assertEquals(List.of(), resolved(program, "Same", "c.c"));
    assertEquals(List.of("b.c#Shared", "c.c#Shared"), resolved(program, "Shared", "a.c"));
    assertEquals(
        List.of("FUNCTION-DEFINED-TWICE"),
        program.diagnostics().stream().map(diagnostic -> diagnostic.code()).toList());
  }

  private static List<String> resolved(Program program, String name, String file) {
    return program.resolve(name, file).stream().map(graph -> graph.key().toString()).toList();
  }

  @Test
  void callsThroughPointersReachWhatThePointerMayHold() {
    Program program =
        program(
            "p.c",
            """
            typedef int (*STEP)(int);
            static int One(int x) { return x; }
            static int Two(int x) { return x; }
            static int Never(int x) { return x; }
            static struct { STEP Run; STEP Stop; } Machine = { One, Never };
            int Drive(int x) { Machine.Run = x ? Machine.Run : Two; return Machine.Run(x); }
            """);
    assertEquals(List.of("One", "Two"), called(program, "p.c", "Drive"));
    FunctionKey drive = new FunctionKey("p.c", "Drive", 0);
    assertEquals(2, program.callGraph().outgoingEdgesOf(drive).size());
    assertTrue(program.addressTaken().contains(new FunctionKey("p.c", "Never", 0)));
  }

  /** Two structures have a member of one name. */
  @Test
  void aFunctionIsNotReachedThatCannotBeGivenTheArguments() {
    Program program =
        program(
            "a.c",
            """
            typedef struct _LINE { void (*Callback)(void *self, unsigned long kind); } LINE;
            typedef struct _THREAD { void (*Callback)(void *self, void *context); } THREAD;
            void told(void *self, unsigned long kind) {}
            void runs(void *self, void *context) {}
            void install(LINE *line, THREAD *thread) {
              line->Callback = told;
              thread->Callback = runs;
            }
            void tells(LINE *line) { line->Callback(line, 2); }
            void starts(THREAD *thread) { thread->Callback(thread, thread); }
            void starts_without(THREAD *thread) { thread->Callback(thread, 0); }
            """);
    assertEquals(List.of("told"), called(program, "a.c", "tells"));
    assertEquals(List.of("runs"), called(program, "a.c", "starts"));
    assertEquals(List.of("runs"), called(program, "a.c", "starts_without"));
  }

  @Test
  void elementsOfAnArrayAreToldApartByTheirNumbers() {
    Program program =
        program(
            "a.c",
            """
            typedef int (*PSTEP)(int);
            struct step { PSTEP steps[4]; };
            int One(int x) { return x; }
            int Two(int x) { return x; }
            int Some(int x) { return x; }
            void Fill(struct step *s, int k)
            { s->steps[0] = One; s->steps[1] = Two; s->steps[k] = Some; }
            int First(struct step *s) { return s->steps[0](1); }
            int Third(struct step *s) { return s->steps[2](1); }
            int Any(struct step *s, int k) { return s->steps[k](1); }
            int Last(struct step *s) { PSTEP *p = &s->steps[0]; p += 1; return (*p)(1); }
            """);
    assertEquals(List.of("One", "Some"), called(program, "a.c", "First"));
    assertEquals(List.of("Some"), called(program, "a.c", "Third"));
    assertEquals(List.of("One", "Some", "Two"), called(program, "a.c", "Any"));
    assertEquals(List.of("One", "Some", "Two"), called(program, "a.c", "Last"));
  }

  private static List<String> called(Program program, String file, String function) {
    FunctionKey caller = new FunctionKey(file, function, 0);
    return program.function(caller).orElseThrow().blocks().stream()
        .flatMap(block -> block.instructions().stream())
        .filter(Instruction.Call.class::isInstance)
        .flatMap(call -> program.callees(caller, (Instruction.Call) call).stream())
        .map(graph -> graph.key().name())
        .toList();
  }
}
