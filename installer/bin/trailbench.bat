@echo off
rem Starts Trailbench with the runtime that lies beside it.
set "HOME_FOLDER=%~dp0.."
"%HOME_FOLDER%\runtime\bin\java" -Dtrailbench.home="%HOME_FOLDER%" @jvm.program@ -cp "%HOME_FOLDER%\lib\*" trailbench.app.Main %*
