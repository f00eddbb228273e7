@echo off
rem Starts Trailbench with the runtime that lies beside it.
set "HOME_FOLDER=%~dp0.."
"%HOME_FOLDER%\runtime\bin\java" -Dtrailbench.home="%HOME_FOLDER%" -XX:SharedArchiveFile="%HOME_FOLDER%\lib\program.jsa" "-Xlog:cds*=off" @jvm.program@ -cp "%HOME_FOLDER%\lib\@project.build.finalName@.jar" trailbench.app.Main %*
