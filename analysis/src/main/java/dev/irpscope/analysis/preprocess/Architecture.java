package dev.irpscope.analysis.preprocess;

import java.util.List;

/** The processor a driver is read for. */
public enum Architecture {
  X64,
  X86,
  ARM64;

  /** The macros that a compiler for it defines. */
  public List<Define> defines() {
    return switch (this) {
      case X64 ->
          List.of(
              new Define("_WIN64", "1"),
              new Define("_AMD64_", "1"),
              new Define("_M_AMD64", "100"),
              new Define("_M_X64", "100"));
      case X86 -> List.of(new Define("_X86_", "1"), new Define("_M_IX86", "600"));
      case ARM64 ->
          List.of(
              new Define("_WIN64", "1"), new Define("_ARM64_", "1"), new Define("_M_ARM64", "1"));
    };
  }
}
