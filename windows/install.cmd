@echo off
rem Installs Plumbline from this folder alone: install.cmd [FOLDER]. Nothing is fetched, and no administrator is needed.
setlocal
set "PACK=%~dp0"
set "PYTHON="
for %%V in (3.11 3.12 3.13 3.14) do if exist "%PACK%lists\python-%%V.txt" call :look %%V
if not defined PYTHON set "PYTHON=python"
%PYTHON% -c "" >nul 2>nul
if errorlevel 1 goto nopython
%PYTHON% "%PACK%install.py" %*
set "CODE=%ERRORLEVEL%"
goto end

rem Sets PYTHON where the launcher finds that version: in the end the newest.
:look
py -%1 -c "" >nul 2>nul
if not errorlevel 1 set "PYTHON=py -%1"
exit /b 0

:nopython
echo Plumbline was not installed. There is no Python here: please install 64-bit Python from python.org, or ask your IT. 1>&2
set "CODE=2"

rem Started by a double click there is no folder, and the window would close before anybody could read it.
:end
if "%~1"=="" pause
exit /b %CODE%
