@echo off
rem Starts IrpScope. Needs a Java 25 or later: JAVA_HOME, then PATH, then the usual install folders.
rem IRPSCOPE_OPTS adds options for Java, for example set IRPSCOPE_OPTS=-Xmx4g
setlocal EnableExtensions DisableDelayedExpansion

for %%D in ("%~dp0..") do set "APP=%%~fD"
set "JAVA="

if defined JAVA_HOME call :try "%JAVA_HOME%\bin\java.exe"
if not defined JAVA for /f "delims=" %%J in ('where java.exe 2^>nul') do call :try "%%J"
if not defined JAVA for %%R in ("%ProgramFiles%" "%LOCALAPPDATA%\Programs") do (
  for %%V in ("Eclipse Adoptium" Java Microsoft Zulu "Amazon Corretto" BellSoft Semeru "GraalVM") do (
    for /d %%J in ("%%~R\%%~V\*") do call :try "%%J\bin\java.exe"
  )
)
if not defined JAVA for /d %%J in ("%USERPROFILE%\.jdks\*") do call :try "%%J\bin\java.exe"
if not defined JAVA for /d %%J in ("%USERPROFILE%\scoop\apps\*jdk*") do call :try "%%J\current\bin\java.exe"
if not defined JAVA (
  echo irpscope: needs a Java 25 or later; install a JDK 25, or set JAVA_HOME to one. 1>&2
  exit /b 2
)

rem Counting is over, and the window is drawn, before the optimising compiler has paid for itself.
set "TUNING=-XX:TieredStopAtLevel=1"
if "%~1"=="analyze" set "TUNING=-XX:Tier4InvocationThreshold=20000 -XX:Tier4MinInvocationThreshold=2400 -XX:Tier4CompileThreshold=60000 -XX:Tier4BackEdgeThreshold=160000 -XX:-G1UseAdaptiveIHOP -XX:InitiatingHeapOccupancyPercent=72"
if "%~1"=="coverage" set "TUNING=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"

rem Where the runtime keeps what a start loads; it passes over a cache that does not fit. IRPSCOPE_CACHE=off does without.
set "CACHE=%LOCALAPPDATA%\IrpScope\irpscope.aot"
if not defined LOCALAPPDATA set "CACHE="
if "%IRPSCOPE_CACHE%"=="off" set "CACHE="
set "USE="
if defined CACHE if exist "%CACHE%" set USE="-XX:AOTCache=%CACHE%"
"%JAVA%" -Xmx1g %TUNING% -Xlog:disable "-Xlog:all=error,aot*=off,cds*=off:stderr" %USE% %IRPSCOPE_OPTS% --enable-native-access=ALL-UNNAMED "-Dirpscope.cache=%CACHE%" "-Dirpscope.home=%APP%" -cp "%APP%\lib\*;%APP%\lib\javafx-win\*" dev.irpscope.app.Launcher %*
exit /b %ERRORLEVEL%

rem Sets JAVA to the program %1 when it is new enough; the first one found is taken.
:try
if defined JAVA exit /b 0
if not exist "%~1" exit /b 0
set "VERSION="
for /f tokens^=2^ delims^=^" %%V in ('call "%~1" -version 2^>^&1') do if not defined VERSION set "VERSION=%%V"
for /f "delims=.-+" %%V in ("%VERSION%") do set "VERSION=%%V"
if not defined VERSION exit /b 0
if %VERSION% GEQ 25 set "JAVA=%~1"
exit /b 0
