# The package for Windows, on Windows 10 or 11 with Python 3.11 of python.org (its py launcher and
# Tk): powershell -ExecutionPolicy Bypass -File .ci\build-windows.ps1
# Not tried yet. ASCII only: Windows PowerShell reads a file without a mark in the local code page.
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..")
$env:PYTHONUTF8 = "1"

function Run($program) {
    & $program @args
    if ($LASTEXITCODE -ne 0) { throw "$program $args : $LASTEXITCODE" }
}

if (-not (Test-Path .venv)) { Run py -3.11 -m venv .venv }
Run .venv\Scripts\python -m pip install --quiet --only-binary :all: --require-hashes -r requirements-dev.lock
Run .venv\Scripts\python -m PyInstaller --noconfirm --clean --log-level WARN build.spec

$folder = Get-ChildItem dist -Directory | Select-Object -First 1
$bytes = (Get-ChildItem $folder.FullName -Recurse -File | Measure-Object Length -Sum).Sum
"{0:N1} MB unpacked" -f ($bytes / 1e6)

# The program has no console: its answer goes to a file. It runs where no source is.
$trial = Join-Path $env:TEMP ("jdzb-" + [guid]::NewGuid())
Copy-Item $folder.FullName $trial -Recurse
$program = Get-ChildItem $trial -Filter *.exe | Select-Object -First 1
$told = Join-Path $env:TEMP "jdzb-selftest.txt"
$run = Start-Process $program.FullName "--selftest" -WorkingDirectory $env:TEMP -Wait -PassThru `
    -RedirectStandardOutput $told -RedirectStandardError "$told.err"
Get-Content $told -Encoding UTF8
Remove-Item $trial -Recurse -Force
if ($run.ExitCode -ne 0) { throw "the self-test failed" }

$version = & .venv\Scripts\python -c "import jdzb; print(jdzb.__version__)"
Compress-Archive $folder.FullName "dist\jdzb-$version-windows.zip" -Force
