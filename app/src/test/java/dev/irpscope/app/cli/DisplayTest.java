package dev.irpscope.app.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class DisplayTest {

  @Test
  void linuxWithoutADisplayVariableHasNoDisplay() {
    assertFalse(Display.isPresent("Linux", "", Map.of()));
    assertFalse(Display.isPresent("Linux", "", Map.of("DISPLAY", "")));
  }

  @Test
  void linuxWithADisplayVariableHasOne() {
    assertTrue(Display.isPresent("Linux", "", Map.of("DISPLAY", ":0")));
  }

  @Test
  void headlessPlatformNeedsNoDisplay() {
    assertTrue(Display.isPresent("Linux", "Headless", Map.of()));
  }

  @Test
  void windowsAndMacAlwaysHaveADisplay() {
    assertTrue(Display.isPresent("Windows 11", "", Map.of()));
    assertTrue(Display.isPresent("Mac OS X", "", Map.of()));
  }
}
