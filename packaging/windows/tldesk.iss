; Inno Setup 6.3 or newer: an installer for one user, without administrator's rights and without a question about them; an administrator
; installs for all users by /ALLUSERS, for which {auto...} and HKA stand. Not tried yet on a Windows computer.
; iscc /DVersion=0.1.0 /DFolder=build\dist\tldesk /DFlavour=cpu packaging\windows\tldesk.iss
#ifndef Version
  #define Version "0.0.0"
#endif
#ifndef Folder
  #define Folder "..\..\build\dist\tldesk"
#endif
#ifndef Flavour
  #define Flavour "cpu"
#endif

[Setup]
AppId={{6E1B3B5C-93C7-4C3B-9C07-2F9A0B6C2D51}
AppName=tldesk
AppVersion={#Version}
AppPublisher=The tldesk developers
; For one user this is %LOCALAPPDATA%\Programs.
DefaultDirName={autopf}\tldesk
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
OutputBaseFilename=tldesk-{#Version}-windows-x64-{#Flavour}
OutputDir=..\..\build
SetupIconFile=..\..\build\work\tldesk\icons\tldesk.ico
UninstallDisplayIcon={app}\tldesk.exe
LicenseFile=..\..\LICENSE
Compression=lzma2/fast
SolidCompression=no
WizardStyle=modern
; Files of up to 2.1 GB beside the installer: GitHub's releases take no larger ones.
#if Flavour == "cuda"
DiskSpanning=yes
#endif

; A newer version must not find modules and metadata of an older one.
[InstallDelete]
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Folder}\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{autoprograms}\tldesk"; Filename: "{app}\tldesk.exe"

[Registry]
Root: HKA; Subkey: "Software\Classes\Directory\shell\tldesk"; ValueType: string; ValueData: "Open in tldesk"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Directory\shell\tldesk"; ValueType: string; ValueName: "Icon"; ValueData: "{app}\tldesk.exe"
Root: HKA; Subkey: "Software\Classes\Directory\shell\tldesk\command"; ValueType: string; ValueData: """{app}\tldesk.exe"" ""%1"""

[Run]
Filename: "{app}\tldesk.exe"; Description: "{cm:LaunchProgram,tldesk}"; Flags: nowait postinstall skipifsilent
