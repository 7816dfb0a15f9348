package dev.irpscope.analysis.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.analysis.DriverAnalysis;
import dev.irpscope.analysis.Progress;
import dev.irpscope.analysis.cfg.CfgPrinter;
import dev.irpscope.analysis.report.RuleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a change the result is that of a fresh analysis, and less is read for it. */
final class ReanalysisTest {
  private static final String DRIVER =
      """
      #include <wdm.h>
      #include "shared.h"
      DRIVER_INITIALIZE DriverEntry;
      static NTSTATUS Dispatch(PDEVICE_OBJECT device, PIRP irp) {
        UNREFERENCED_PARAMETER(device);
        if (CONDITION) {
          return STATUS_UNSUCCESSFUL;
        }
        irp->IoStatus.Status = STATUS_SUCCESS;
        IoCompleteRequest(irp, IO_NO_INCREMENT);
        return STATUS_SUCCESS;
      }
      NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path) {
        UNREFERENCED_PARAMETER(path);
        driver->MajorFunction[IRP_MJ_CREATE] = Dispatch;
        return STATUS_SUCCESS;
      }
      """;

  @TempDir Path folder;
  private ExecutorService threads = Executors.newCachedThreadPool();

  /** Notes what was read. */
  private static final class Watch implements Progress {
    private final Set<String> read = ConcurrentHashMap.newKeySet();

    @Override
    public void report(String phase, String subject, int done, int total) {
      if (phase.equals("Reading")) {
        read.add(subject);
      }
    }

    @Override
    public void finished(RuleResult result) {}

    @Override
    public boolean isCancelled() {
      return false;
    }
  }

  @BeforeEach
  void twoDrivers() throws IOException {
    threads =
        Executors.newFixedThreadPool(2, work -> new Thread(null, work, "analysis", 256L << 20));
    for (String name : List.of("first", "second")) {
      write(name + "/driver.c", DRIVER.replace("shared.h", name + ".h"));
      write(name + "/" + name + ".h", "#define CONDITION irp == NULL\n#include \"common.h\"\n");
    }
    write("inc/common.h", "#pragma once\ntypedef struct _EXTENSION { ULONG Count; } EXTENSION;\n");
  }

  @AfterEach
  void stop() {
    threads.close();
  }

  @Test
  void aChangedHeaderChangesTheDriverThatReadsItAndNoOther() throws IOException {
    AnalysedFolder before = fresh();
    write("first/first.h", "#define CONDITION irp->Cancel\n#include \"common.h\"\n");
    Watch watch = new Watch();
    AnalysedFolder after = before.reanalyse(List.of("first/first.h"), threads, watch);
    assertSameAsFresh(after);
    assertNotEquals(text(before), text(after));
    assertEquals(Set.of("first/driver.c"), watch.read);
  }

  @Test
  void aChangedSourceFileIsReadAlone() throws IOException {
    AnalysedFolder before = fresh();
    write("second/driver.c", DRIVER.replace("shared.h", "second.h").replace("CONDITION", "path"));
    AnalysedFolder after = before.reanalyse(List.of("second/driver.c"), threads, Progress.NONE);
    assertSameAsFresh(after);
  }

  @Test
  void aHeaderThatAppearsNearerIsFound() throws IOException {
    AnalysedFolder before = fresh();
    write("second/common.h", "#undef CONDITION\n#define CONDITION irp->Cancel\n");
    Watch watch = new Watch();
    AnalysedFolder after = before.reanalyse(List.of("second/common.h"), threads, watch);
    assertSameAsFresh(after);
    assertNotEquals(text(before), text(after));
  }

  @Test
  void filesThatVanishAndAppearChangeTheDrivers() throws IOException {
    AnalysedFolder before = fresh();
    Files.delete(folder.resolve("first/first.h"));
    write("third/driver.c", DRIVER.replace("#include \"shared.h\"", "#define CONDITION 0"));
    AnalysedFolder after =
        before.reanalyse(List.of("first/first.h", "third/driver.c"), threads, Progress.NONE);
    assertSameAsFresh(after);
    assertTrue(after.report().drivers().contains("third"), after.report().drivers().toString());
  }

  @Test
  void manyChangesOneAfterTheOtherAddUp() throws IOException {
    AnalysedFolder at = fresh();
    for (String condition : List.of("irp->Cancel", "1", "irp == NULL")) {
      write("inc/common.h", "#undef CONDITION\n#define CONDITION " + condition + "\n");
      at = at.reanalyse(List.of("inc/common.h"), threads, Progress.NONE);
      assertSameAsFresh(at);
      write("first/first.h", "#include \"common.h\"\nint counter;\n");
      at = at.reanalyse(List.of("first"), threads, Progress.NONE);
      assertSameAsFresh(at);
    }
  }

  @Test
  void readingOnlyIsRepeatedToo() throws IOException {
    AnalysedFolder before =
        DriverAnalysis.read(folder, AnalysisOptions.DEFAULT, threads, Progress.NONE);
    write("first/driver.c", "int broken(void) { return ); }\n");
    Watch watch = new Watch();
    AnalysedFolder after = before.reanalyse(List.of("first/driver.c"), threads, watch);
    AnalysedFolder fresh =
        DriverAnalysis.read(folder, AnalysisOptions.DEFAULT, threads, Progress.NONE);
    assertEquals(fresh.coverage().functions().toString(), after.coverage().functions().toString());
    assertEquals(fresh.functions(), after.functions());
    assertTrue(watch.read.contains("first/driver.c"));
  }

  private void assertSameAsFresh(AnalysedFolder after) {
    assertEquals(text(fresh()), text(after));
  }

  private AnalysedFolder fresh() {
    return DriverAnalysis.open(folder, AnalysisOptions.DEFAULT, threads, Progress.NONE);
  }

  private static String text(AnalysedFolder folder) {
    StringBuilder out = new StringBuilder(ReportText.of(folder));
    folder.coverage().functions().forEach(one -> out.append(one).append('\n'));
    folder.coverage().diagnostics().forEach(one -> out.append(one).append('\n'));
    out.append(folder.files()).append(folder.report().drivers()).append('\n');
    for (var function : folder.functions()) {
      out.append(function).append('\n');
      out.append(CfgPrinter.print(folder.graph(function).orElseThrow()));
    }
    return out.toString();
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
