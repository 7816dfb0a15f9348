package dev.irpscope.analysis.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The comparison itself notices everything that a comment can get wrong. */
final class DriverCheckTest {
  private static final String EX_CHECK = "IoSetCompletionRoutineExCheck";

  @Test
  void listsEveryKindOfDifferenceTogether(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("driver.c"),
        """
        #include <ntddk.h>
        IO_COMPLETION_ROUTINE Done;
        NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) { return STATUS_SUCCESS; }
        static NTSTATUS Send(PDEVICE_OBJECT Device, PIRP Irp) {
          IoCopyCurrentIrpStackLocationToNext(Irp);
          IoSetCompletionRoutineEx(Device, Irp, Done, 0, TRUE, TRUE, TRUE);
          return IoCallDriver(Device, Irp); // known-open: IoSetCompletionRoutineExCheck - closed
        }
        NTSTATUS Read(PDEVICE_OBJECT Device, PIRP Irp) { // expect: IoSetCompletionRoutineExCheck
          return Send(Device, Irp); // known-missed: IoSetCompletionRoutineExCheck - is none
        }
        NTSTATUS Write(PDEVICE_OBJECT Device, PIRP Irp) { // expect: NoSuchRule
          IoCopyCurrentIrpStackLocationToNext(Irp);
          IoSetCompletionRoutineEx(Device, Irp, Done, 0, TRUE, TRUE, TRUE);
          return IoCallDriver(Device, Irp); // known-missed: IoSetCompletionRoutineExCheck - found
        }
        NTSTATUS Close(PDEVICE_OBJECT Device, PIRP Irp) { // expect: SpinLock
          IoSkipCurrentIrpStackLocation(Irp); // expect IoSetCompletionRoutineExCheck
          return IoCallDriver(Device, Irp); // expect: IoSetCompletionRoutineExCheck x2 known-false-positive - none
        }
        NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) { // later: NoSuchRule
          Driver->MajorFunction[IRP_MJ_READ] = Read;
          Driver->MajorFunction[IRP_MJ_WRITE] = Write;
          Driver->MajorFunction[IRP_MJ_CLOSE] = Close;
          return STATUS_SUCCESS;
        }
        """);

    AnnotatedDrivers.nameFirstRules(folder);
    List<String> told =
        DriverCheck.differences(
                AnnotatedDrivers.analyse(folder, 1),
                AnnotatedDrivers.rules(folder),
                RuleCatalogue.builtIn().rules().stream().map(Rule::name).toList())
            .stream()
            .filter(line -> !line.startsWith(" "))
            .toList();

    assertEquals(
        """
        UNKNOWN    driver.c:12 there is no rule NoSuchRule
        NOT RUN    driver.c:17 SpinLock: write '// later:'
        MALFORMED  driver.c:18: a colon is missing after 'expect'
        UNEXPECTED driver.c:7 %1$s
        MISSING    driver.c:9 %1$s
        FIXED      driver.c:15 %1$s known miss is found now: write '// expect:'
        FIXED      driver.c:19 %1$s known false positive is gone: remove its label
        FIXED      %1$s has a verdict now: remove '// known-open:'\
        """
            .formatted(EX_CHECK),
        String.join("\n", told));
  }

  @Test
  void readsSeveralRulesAndCountsOnOneLine() {
    Annotation.Line line = Annotation.read("a.c:1", "return x; // expect: One x2, Two");
    assertEquals(
        List.of(
            new Annotation("a.c:1", "One", Annotation.Kind.EXPECTED, 2, ""),
            new Annotation("a.c:1", "Two", Annotation.Kind.EXPECTED, 1, "")),
        line.annotations());
  }

  @Test
  void wantsAReasonForEveryKnownWeakness() {
    assertEquals(
        "a.c:1: a known weakness needs ' - ' and a reason",
        Annotation.read("a.c:1", "x; // known-missed: One").problem().orElse(""));
    assertEquals(
        "a.c:1: only a known weakness has a reason",
        Annotation.read("a.c:1", "x; // expect: One - because").problem().orElse(""));
  }
}
