; Inno Setup 6: an installer for one user, without administrator's rights. Not tried yet on a Windows computer.
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
DefaultDirName={localappdata}\Programs\tldesk
DefaultGroupName=tldesk
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
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
ChangesAssociations=yes

[Files]
Source: "{#Folder}\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{autoprograms}\tldesk"; Filename: "{app}\tldesk.exe"

[Registry]
Root: HKCU; Subkey: "Software\Classes\Directory\shell\tldesk"; ValueType: string; ValueData: "Open in tldesk"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\Directory\shell\tldesk"; ValueType: string; ValueName: "Icon"; ValueData: "{app}\tldesk.exe"
Root: HKCU; Subkey: "Software\Classes\Directory\shell\tldesk\command"; ValueType: string; ValueData: """{app}\tldesk.exe"" ""%1"""

[Run]
Filename: "{app}\tldesk.exe"; Description: "{cm:LaunchProgram,tldesk}"; Flags: nowait postinstall skipifsilent
