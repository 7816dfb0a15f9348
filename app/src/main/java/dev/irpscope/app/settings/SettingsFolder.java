package dev.irpscope.app.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The platform's place for a user's settings. */
public final class SettingsFolder {
  private SettingsFolder() {}

  /** The folder for this user on this machine; it may not exist yet. */
  public static Path here() {
    return of(
        System.getProperty("os.name", ""),
        System.getenv(),
        Path.of(System.getProperty("user.home", ".")));
  }

  static Path of(String osName, Map<String, String> environment, Path home) {
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.contains("win")) {
      String appData = environment.getOrDefault("APPDATA", "");
      Path base = appData.isBlank() ? home.resolve("AppData").resolve("Roaming") : Path.of(appData);
      return base.resolve("IrpScope");
    }
    if (os.contains("mac")) {
      return home.resolve("Library").resolve("Application Support").resolve("IrpScope");
    }
    String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
    // The XDG specification: a relative path is invalid and has to be ignored.
    boolean usable = !config.isBlank() && Path.of(config).isAbsolute();
    return (usable ? Path.of(config) : home.resolve(".config")).resolve("irpscope");
  }
}
