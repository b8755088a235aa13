; Windows: Proctorsheet under "Open with" of .csv files. What opens them by a double click is left as it is, so nothing is
; written to the default value of .csv, which electron-builder's own associations would do.

!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\Proctorsheet.csv" "" "CSV report"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Proctorsheet.csv\DefaultIcon" "" "$appExe,0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Proctorsheet.csv\shell\open\command" "" '"$appExe" "%1"'
  WriteRegNone SHELL_CONTEXT "Software\Classes\.csv\OpenWithProgids" "Proctorsheet.csv"
  ; SHCNE_ASSOCCHANGED: the shell reads its associations anew.
  System::Call "shell32::SHChangeNotify(i 0x08000000, i 0x1000, i 0, i 0)"
!macroend

!macro customUnInstall
  DeleteRegValue SHELL_CONTEXT "Software\Classes\.csv\OpenWithProgids" "Proctorsheet.csv"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Proctorsheet.csv"
  System::Call "shell32::SHChangeNotify(i 0x08000000, i 0x1000, i 0, i 0)"
!macroend
