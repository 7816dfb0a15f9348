package dev.irpscope.analysis.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProjectDefinesTest {
  @TempDir private Path root;

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<String> defines(String path) {
    return DriverFolder.open(root).defines(path);
  }

  @Test
  void visualStudioProjectsDefineForTheirSources() throws IOException {
    write(
        "d/d.vcxproj",
        """
        <ItemDefinitionGroup Condition="'$(Configuration)'=='Debug'">
          <ClCompile>
            <PreprocessorDefinitions>%(PreprocessorDefinitions);SIDE=1; WITH_B ;_DEBUG;X=$(Y)</PreprocessorDefinitions>
          </ClCompile>
          <ResourceCompile><PreprocessorDefinitions>FOR_RC</PreprocessorDefinitions></ResourceCompile>
        </ItemDefinitionGroup>
        <ItemDefinitionGroup>
          <ClCompile><PreprocessorDefinitions>SIDE=2;WITH_C</PreprocessorDefinitions></ClCompile>
        </ItemDefinitionGroup>
        <ClCompile Include="a.c"><PreprocessorDefinitions>ONE_FILE</PreprocessorDefinitions></ClCompile>
        """);
    write("d/a.c", "int a;");
    write("d/b.c", "int b;");
    assertEquals(List.of("SIDE=1", "WITH_B", "WITH_C"), defines("d/a.c"));
    assertEquals(List.of(), defines("d/b.c"));
  }

  @Test
  void visualStudioBefore2010DefinesByAttributes() throws IOException {
    write(
        "d/d.vcproj",
        """
        <Configuration Name="Debug|Win32">
          <Tool Name="VCCLCompilerTool" Optimization="0" PreprocessorDefinitions="WIN32;DRIVER;A=1"/>
          <Tool Name="VCResourceCompilerTool" PreprocessorDefinitions="FOR_RC"/>
        </Configuration>
        <Configuration Name="Release|Win32">
          <Tool
              Name="VCNMakeTool"
              PreprocessorDefinitions="DRIVER,B"/>
        </Configuration>
        <Files>
          <File RelativePath=".\\a.c">
            <FileConfiguration Name="Debug|Win32">
              <Tool Name="VCCLCompilerTool" PreprocessorDefinitions="ONE_FILE"/>
            </FileConfiguration>
          </File>
          <File
              RelativePath="..\\common\\c.c"
          ></File>
        </Files>
        """);
    write("d/a.c", "int a;");
    write("d/b.c", "int b;");
    write("common/c.c", "int c;");
    assertEquals(List.of("DRIVER", "A=1", "B"), defines("d/a.c"));
    assertEquals(List.of("DRIVER", "A=1", "B"), defines("common/c.c"));
    assertEquals(List.of(), defines("d/b.c"));
  }

  @Test
  void theOldBuildToolDefinesByOptions() throws IOException {
    write(
        "d/sources",
        """
        TARGETNAME=d
        SOURCES=a.c
        C_DEFINES=$(C_DEFINES) -DONE /DTWO=2 -DDBG=1
        USER_C_FLAGS=$(USER_C_FLAGS) -DTHREE
        """);
    write("d/a.c", "int a;");
    assertEquals(List.of("ONE", "TWO=2", "THREE"), defines("d/a.c"));
  }

  @Test
  void cmakeDefinesForAllTargetsOfAFile() throws IOException {
    write(
        "d/CMakeLists.txt",
        """
        add_definitions(-DONE -D__WORD__=3)
        add_library(d MODULE a.c)
        target_compile_definitions(d PRIVATE TWO)
        """);
    write("d/a.c", "int a;");
    assertEquals(List.of("ONE", "__WORD__=3", "TWO"), defines("d/a.c"));
  }

  @Test
  void aFileOfSeveralProjectsHasTheDefinitionsOfAll() throws IOException {
    for (String name : List.of("x", "y")) {
      write(
          name + "/" + name + ".vcxproj",
          "<ClCompile><PreprocessorDefinitions>V=%s;IN_%s</PreprocessorDefinitions></ClCompile>"
                  .formatted(name, name)
              + "<ClCompile Include=\"..\\a.c\"/>");
    }
    write("a.c", "int a;");
    assertEquals(List.of("V=x", "IN_x", "IN_y"), defines("a.c"));
  }
}
