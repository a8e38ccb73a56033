@echo off
rem Loads the night's extract into the data set, and writes what is late or has stopped. Run by the Task Scheduler.
setlocal

rem Set what is yours in these four lines. No password belongs here.
rem EXTRACT may be a database too, such as mssql://server/database, which knows you by your Windows sign-in.
rem The page in REPORT is weekly.html.
set "EXTRACT=D:\Exports\SSD"
set "DATASET=D:\Plumbline\dataset"
set "REPORT=D:\Plumbline\freshness"
set "PLUMBLINE=%LOCALAPPDATA%\Programs\Plumbline\Scripts\plumbline.exe"

rem So that the log shows every letter that a path may hold.
set "PYTHONUTF8=1"
"%PLUMBLINE%" load "%EXTRACT%" --dataset "%DATASET%" > "%DATASET%.log" 2>&1
if errorlevel 1 exit /b %ERRORLEVEL%
"%PLUMBLINE%" freshness --dataset "%DATASET%" --out "%REPORT%" >> "%DATASET%.log" 2>&1
exit /b %ERRORLEVEL%
